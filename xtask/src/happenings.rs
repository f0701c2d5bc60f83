//! How well events of several reports are joined, on sets of reports written for it (`tests/happenings/`).

mod gold;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use archive::{Archive, Dossier, EventTold, Keep, ReportTold, Run, Shown};
use pipeline::{About, Reader};

use self::gold::{Case, GoldFigure, Told};

/// The sets: the one that may be looked at, and the one that is held back.
const SETS: [&str; 2] = ["open", "held-back"];

/// Reads the sets, adds them to an archive, and prints what was measured.
pub fn run(root: &Path, errors: usize) -> Result<()> {
    let reader = Reader::embedded()?;
    for set in SETS {
        let cases = gold::read(&root.join("tests/happenings"), set)?;
        let folder = std::env::temp_dir().join(format!("dateline-happenings-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let measured = measured(&reader, &cases, &folder.join("news.db"));
        std::fs::remove_dir_all(&folder)?;
        let (figures, faults) = measured?;
        println!("{set}: {figures}");
        // Whoever looks at the faults of the held-back set has no held-back set any more.
        let shown = if set == "open" { errors } else { 0 };
        faults.iter().take(shown).for_each(|fault| println!("  {fault}"));
    }
    Ok(())
}

/// What was measured on a set.
#[derive(Default)]
struct Figures {
    n_reports: usize,
    n_happenings: usize,
    n_mentions: usize,
    n_found: usize,
    /// Precision, recall and F1 over the mentions that the reader found.
    found: [f64; 3],
    /// And over all, those that it missed taken as each alone.
    all: [f64; 3],
    n_twins: usize,
    n_twins_merged: usize,
    n_figures: usize,
    n_figures_read: usize,
    n_figures_kept: usize,
    n_givers_right: usize,
    n_origins_right: usize,
    n_counts_right: usize,
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let bcubed =
            |[precision, recall, f1]: [f64; 3]| format!("precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}");
        writeln!(f, "{} reports, {} happenings, {} mentions", self.n_reports, self.n_happenings, self.n_mentions)?;
        writeln!(f, "  B-cubed over the {} mentions that are read: {}", self.n_found, bcubed(self.found))?;
        writeln!(f, "  B-cubed over all mentions, unread ones alone: {}", bcubed(self.all))?;
        writeln!(f, "  near-twins merged: {} of {}", self.n_twins_merged, self.n_twins)?;
        writeln!(
            f,
            "  figures: {} of {} are read, {} of these kept with the giver that was read, {} have the right one",
            self.n_figures_read, self.n_figures, self.n_figures_kept, self.n_givers_right
        )?;
        write!(
            f,
            "  origins: right for {} of {} reports, counted right for {} of {} happenings",
            self.n_origins_right, self.n_reports, self.n_counts_right, self.n_happenings
        )
    }
}

/// One mention of the gold, and where the archive has it.
struct Mention {
    gold: (usize, String),
    happening: Option<String>,
}

fn measured(reader: &Reader, cases: &[Case], path: &Path) -> Result<(Figures, Vec<String>)> {
    let mut archive = Archive::open(path)?;
    let mut order: Vec<(usize, usize)> =
        (0..cases.len()).flat_map(|case| (0..cases[case].reports.len()).map(move |report| (case, report))).collect();
    order.sort_by_key(|&(case, report)| (cases[case].reports[report].day.clone(), case, report));
    let mut run = Run::new("add", "tests/happenings", "", Keep::Text);
    let mut ids = BTreeMap::new();
    for (case, at) in order {
        let told = &cases[case].reports[at];
        let about = About {
            outlet: Some(told.outlet.clone()),
            published: Some(pipeline::published_from(&told.day)?),
            ..About::default()
        };
        let record = reader.read(&pipeline::report_from_text(&told.text, &about));
        ids.insert((case, at), record.report.id.clone());
        archive.add(&[record], &mut run)?;
    }
    let mut figures = Figures::default();
    let mut faults = Vec::new();
    let mut mentions = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let reports: Vec<ReportTold> =
            (0..case.reports.len()).map(|report| report_told(&archive, &ids[&(at, report)])).collect::<Result<_>>()?;
        let found = of_case(at, case, &reports, &mut figures, &mut faults);
        twins(at, case, &found, &mut figures, &mut faults);
        for (told, report) in case.reports.iter().zip(&reports) {
            for figure in &told.figures {
                figures.n_figures += 1;
                of_figure(&archive, case, figure, (told, report), &mut figures, &mut faults)?;
            }
        }
        counts(&archive, (at, case), &found, &mut figures, &mut faults)?;
        mentions.extend(found);
    }
    figures.n_mentions = mentions.len();
    figures.n_happenings = mentions.iter().map(|mention| &mention.gold).collect::<BTreeSet<_>>().len();
    let read: Vec<&Mention> = mentions.iter().filter(|mention| mention.happening.is_some()).collect();
    figures.n_found = read.len();
    figures.found = bcubed(&read);
    figures.all = bcubed(&mentions.iter().collect::<Vec<_>>());
    Ok((figures, faults))
}

fn report_told(archive: &Archive, id: &str) -> Result<ReportTold> {
    match archive.show(id)? {
        Shown::Report(told) => Ok(*told),
        _ => anyhow::bail!("{id} is no report"),
    }
}

/// The mentions of a case, each with the happening that the archive has it in.
fn of_case(
    at: usize,
    case: &Case,
    reports: &[ReportTold],
    figures: &mut Figures,
    faults: &mut Vec<String>,
) -> Vec<Mention> {
    let mut found = Vec::new();
    for (told, report) in case.reports.iter().zip(reports) {
        figures.n_reports += 1;
        let origin = report.report.origin.as_deref();
        figures.n_origins_right += usize::from(origin == Some(told.origin.as_str()));
        if origin != Some(told.origin.as_str()) {
            faults.push(format!("{}: {} has the origin {origin:?}, not {}", case.case, told.outlet, told.origin));
        }
        let text = report.text.as_deref().unwrap_or_default();
        for mention in &told.mentions {
            let event = gold::span_in(text, &mention.words, mention.nth).and_then(|(start, end)| {
                let meets = |event: &&EventTold| {
                    event.mentions.iter().any(|told| told.words.start < end && start < told.words.end)
                };
                report.events.iter().find(meets)
            });
            if event.is_none() {
                faults.push(format!(
                    "{}: {} is not read to tell of {} by “{}”",
                    case.case, told.outlet, mention.happening, mention.words
                ));
            }
            if let Some(event) = event {
                faults.push(described(case, told, &mention.happening, event));
            }
            let gold = (at, mention.happening.clone());
            found.push(Mention { gold, happening: event.map(|event| event.happening.clone()) });
        }
    }
    found
}

/// An event as a line, for whoever looks for the reason of a fault.
fn described(case: &Case, told: &Told, happening: &str, event: &EventTold) -> String {
    let names = |actors: &[archive::ActorRef]| {
        actors.iter().map(|a| format!("{}/{}/{}", a.name, a.country, a.kind)).collect::<Vec<_>>().join(", ")
    };
    format!(
        "{}:{happening} in {} ({}): {} {}-{} {} -> {} in {} on {} {} [{:.2} {}]",
        case.case,
        &event.happening[..6],
        told.outlet,
        event.kind,
        event.mode.as_deref().unwrap_or(""),
        event.factuality,
        names(&event.sources),
        names(&event.recipients),
        event.place.as_ref().map_or("-", |place| place.name.as_str()),
        event.date.as_deref().unwrap_or("-"),
        event.figures.iter().map(|f| format!("{}:{:?}", f.kind, f.low)).collect::<Vec<_>>().join(","),
        event.joined.likeness,
        event.joined.why,
    )
}

/// Happenings of a case that must not be one.
fn twins(at: usize, case: &Case, found: &[Mention], figures: &mut Figures, faults: &mut Vec<String>) {
    let [one, other] = &case.twins[..] else { return };
    figures.n_twins += 1;
    let of = |name: &String| -> BTreeSet<&String> {
        let gold = (at, name.clone());
        found.iter().filter(|mention| mention.gold == gold).filter_map(|mention| mention.happening.as_ref()).collect()
    };
    if of(one).intersection(&of(other)).next().is_some() {
        figures.n_twins_merged += 1;
        faults.push(format!("{}: {one} and {other} are merged", case.case));
    }
}

/// Whether a figure is read, is in the dossier of its happening with the giver that was read, and has the right giver.
fn of_figure(
    archive: &Archive,
    case: &Case,
    gold: &GoldFigure,
    (told, report): (&Told, &ReportTold),
    figures: &mut Figures,
    faults: &mut Vec<String>,
) -> Result<()> {
    let fits =
        |figure: &archive::FigureGiven| figure.kind == gold.kind && figure.low == gold.low && figure.high == gold.high;
    let read = report.events.iter().find_map(|event| Some((event, event.figures.iter().find(|figure| fits(figure))?)));
    let Some((event, read)) = read else {
        faults.push(format!("{}: {} is not read to count “{}”", case.case, told.outlet, gold.words));
        return Ok(());
    };
    figures.n_figures_read += 1;
    let record = archive.record(&report.report.id)?.context("a report is gone")?;
    let vouched = record
        .events
        .iter()
        .flat_map(|event| &event.figures)
        .find(|figure| figure.kind.as_str() == gold.kind && figure.low == gold.low && figure.high == gold.high);
    let dossier: Dossier = archive.happening(&event.happening)?.context("a happening is gone")?;
    let is_kept = dossier.figures.contains(read)
        && vouched.is_some_and(|figure| figure.vouched_by.len() == read.givers.len() && !read.givers.is_empty());
    figures.n_figures_kept += usize::from(is_kept);
    let by = |giver: &archive::Giver| match gold.giver.as_str() {
        "report" => giver.kind == "report",
        name => giver.name.as_ref().is_some_and(|given| given.to_lowercase().contains(&name.to_lowercase())),
    };
    if read.givers.iter().any(by) {
        figures.n_givers_right += 1;
    } else {
        let givers: Vec<_> = read.givers.iter().map(|giver| (&giver.kind, &giver.name)).collect();
        faults.push(format!(
            "{}: “{}” of {} is given by {givers:?}, not {}",
            case.case, gold.words, told.outlet, gold.giver
        ));
    }
    Ok(())
}

/// Whether each happening of a case counts as many origins as tell of it.
fn counts(
    archive: &Archive,
    (at, case): (usize, &Case),
    found: &[Mention],
    figures: &mut Figures,
    faults: &mut Vec<String>,
) -> Result<()> {
    let names: BTreeSet<&String> = case.reports.iter().flat_map(|told| &told.mentions).map(|m| &m.happening).collect();
    for name in names {
        let tells = |told: &&Told| told.mentions.iter().any(|mention| mention.happening == *name);
        let origins: BTreeSet<&String> = case.reports.iter().filter(tells).map(|told| &told.origin).collect();
        let mut votes: BTreeMap<&String, usize> = BTreeMap::new();
        for mention in found.iter().filter(|mention| mention.gold == (at, name.clone())) {
            mention.happening.iter().for_each(|happening| *votes.entry(happening).or_default() += 1);
        }
        let most = votes.iter().max_by_key(|(_, votes)| **votes).map(|(happening, _)| (*happening).clone());
        let counted = match most {
            Some(happening) => archive.happening(&happening)?.map_or(0, |dossier| dossier.happening.n_origins),
            None => 0,
        };
        figures.n_counts_right += usize::from(counted == origins.len());
        if counted != origins.len() {
            faults.push(format!("{}: {name} has {counted} origins, not {}", case.case, origins.len()));
        }
    }
    Ok(())
}

/// B-cubed precision, recall and F1; a mention that the archive does not have is alone.
fn bcubed(mentions: &[&Mention]) -> [f64; 3] {
    let same_system = |a: usize, b: usize| {
        a == b || mentions[a].happening.is_some() && mentions[a].happening == mentions[b].happening
    };
    let same_gold = |a: usize, b: usize| mentions[a].gold == mentions[b].gold;
    let n = mentions.len();
    let (mut precision, mut recall) = (0.0, 0.0);
    for a in 0..n {
        let count = |holds: &dyn Fn(usize) -> bool| (0..n).filter(|&b| holds(b)).count() as f64;
        let both = count(&|b| same_system(a, b) && same_gold(a, b));
        precision += both / count(&|b| same_system(a, b));
        recall += both / count(&|b| same_gold(a, b));
    }
    let (precision, recall) = (precision / n.max(1) as f64, recall / n.max(1) as f64);
    [precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bcubed_knows_a_split_from_a_merge() {
        let mention =
            |gold: &str, system: Option<&str>| Mention { gold: (0, gold.into()), happening: system.map(Into::into) };
        let of =
            |mentions: &[Mention]| bcubed(&mentions.iter().collect::<Vec<_>>()).map(|x| (x * 100.0).round() / 100.0);
        assert_eq!(of(&[mention("a", Some("x")), mention("a", Some("x")), mention("b", Some("y"))]), [1.0, 1.0, 1.0]);
        assert_eq!(of(&[mention("a", Some("x")), mention("a", Some("y"))]), [1.0, 0.5, 0.67]);
        assert_eq!(of(&[mention("a", Some("x")), mention("b", Some("x"))]), [0.5, 1.0, 0.67]);
        assert_eq!(of(&[mention("a", None), mention("a", None)]), [1.0, 0.5, 0.67]);
    }
}
