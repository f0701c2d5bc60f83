//! Names from the scores of their labels.

use std::collections::BTreeMap;

use record::{Analysis, Name, NameKind, TokenSpan, Upos};

/// How far a word's probabilities move towards those of its other places in the report.
const SHARED: f32 = 0.5;

/// Probabilities below this count as this.
const FLOOR: f32 = 1e-4;

/// The kinds of names, and none.
const KINDS: usize = NameKind::ALL.len() + 1;

fn kind_of(label: Option<(bool, NameKind)>) -> usize {
    label.map_or(0, |(_, kind)| 1 + kind as usize)
}

/// The name labels in the model's order: what each is of a name, `None` for no name.
pub(crate) struct NameLabels(Vec<Option<(bool, NameKind)>>);

impl NameLabels {
    /// Reads labels such as "O", "B-PER", "I-PER".
    pub(crate) fn new(labels: &[String]) -> Option<Self> {
        let read = |label: &String| match label.split_once('-') {
            None => Some(None),
            Some((part, kind)) => Some(Some((part == "B", kind.parse().ok()?))),
        };
        labels.iter().map(read).collect::<Option<_>>().map(Self)
    }

    /// The likeliest names of one sentence (Viterbi; no label inside a name without its beginning). `scores` holds a row
    /// of log-probabilities a token; `first` is the sentence's first token.
    pub(crate) fn decode(&self, scores: &[f32], first: usize) -> Vec<Name> {
        let n = self.0.len();
        let mut best: Vec<f32> = Vec::new();
        let mut back: Vec<Vec<usize>> = Vec::new();
        for row in scores.chunks_exact(n) {
            let mut next = vec![f32::NEG_INFINITY; n];
            let mut from = vec![0; n];
            for label in 0..n {
                for before in 0..if best.is_empty() { 1 } else { n } {
                    let reach = if best.is_empty() { 0.0 } else { best[before] };
                    let may = !self.goes_on(label) || !best.is_empty() && self.follows(before, label);
                    if may && reach + row[label] > next[label] {
                        (next[label], from[label]) = (reach + row[label], before);
                    }
                }
            }
            best = next;
            back.push(from);
        }
        let mut label = (0..best.len()).fold(0, |top, at| if best[at] > best[top] { at } else { top });
        let mut path = vec![0; back.len()];
        for at in (0..back.len()).rev() {
            path[at] = label;
            label = back[at][label];
        }
        self.names(&path, first)
    }

    /// Lets the places where a report writes a word with a capital speak for one another: at each, the probability of
    /// every kind moves towards its mean over all of them. `scores` holds a row of probabilities a token; `forms`
    /// the tokens' words.
    pub(crate) fn share<'t>(&self, scores: &mut [f32], forms: impl Iterator<Item = &'t str>) {
        let n = self.0.len();
        let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (token, form) in forms.enumerate().filter(|(_, form)| form.starts_with(char::is_uppercase)) {
            places.entry(form).or_default().push(token);
        }
        for tokens in places.into_values().filter(|tokens| tokens.len() > 1) {
            let masses: Vec<[f32; KINDS]> =
                tokens.iter().map(|&token| self.masses(&scores[token * n..][..n])).collect();
            let mut mean = [0.0; KINDS];
            for mass in &masses {
                mean.iter_mut().zip(mass).for_each(|(sum, own)| *sum += own / masses.len() as f32);
            }
            for (&token, own) in tokens.iter().zip(&masses) {
                for (score, label) in scores[token * n..][..n].iter_mut().zip(&self.0) {
                    let kind = kind_of(*label);
                    let moved = own[kind] + SHARED * (mean[kind] - own[kind]);
                    *score *= moved.max(FLOOR) / own[kind].max(FLOOR);
                }
            }
        }
    }

    /// The probability of each kind of name, and of none, in a row.
    fn masses(&self, row: &[f32]) -> [f32; KINDS] {
        let mut masses = [0.0; KINDS];
        row.iter().zip(&self.0).for_each(|(score, label)| masses[kind_of(*label)] += score);
        masses
    }

    fn goes_on(&self, label: usize) -> bool {
        matches!(self.0[label], Some((false, _)))
    }

    fn follows(&self, before: usize, label: usize) -> bool {
        match (self.0[before], self.0[label]) {
            (Some((_, open)), Some((false, kind))) => open == kind,
            _ => false,
        }
    }

    fn names(&self, path: &[usize], first: usize) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (at, &label) in path.iter().enumerate() {
            match (self.0[label], names.last_mut()) {
                (Some((false, _)), Some(open)) => open.tokens.end = first + at + 1,
                (Some((true, kind)), _) => names.push(Name { tokens: TokenSpan::one(first + at), kind }),
                _ => {}
            }
        }
        names
    }
}

/// Words that end the names of bodies.
const BODY_WORDS: [&str; 14] = [
    "Group",
    "Front",
    "Party",
    "Army",
    "Brigade",
    "Brigades",
    "Movement",
    "Union",
    "League",
    "Alliance",
    "Council",
    "Organization",
    "Organisation",
    "Association",
];

/// The like in the names of places.
const PLACE_WORDS: [&str; 36] = [
    "Airport",
    "Avenue",
    "Bank",
    "Base",
    "Bay",
    "Boulevard",
    "Bridge",
    "Canal",
    "Castle",
    "Coast",
    "County",
    "Desert",
    "District",
    "Gate",
    "Gulf",
    "Harbor",
    "Harbour",
    "Heights",
    "Hills",
    "Island",
    "Islands",
    "Lake",
    "Mountains",
    "Palace",
    "Park",
    "Peninsula",
    "Port",
    "Province",
    "River",
    "Sea",
    "Square",
    "Strait",
    "Street",
    "Strip",
    "Valley",
    "Wall",
];

/// Takes into the names of bodies and places the word for what they are, where it was left out: "Lantern" before "Group".
pub(crate) fn complete(analysis: &mut Analysis) {
    hyphenate(analysis);
    let taken: Vec<usize> = analysis.names.iter().map(|name| name.tokens.start).collect();
    for at in 0..analysis.names.len() {
        let Name { tokens, kind } = analysis.names[at];
        let next = tokens.end;
        let words: &[&str] = match kind {
            NameKind::Organisation => &BODY_WORDS,
            NameKind::Location => &PLACE_WORDS,
            _ => continue,
        };
        let belongs = next < analysis.tokens.len()
            && words.contains(&analysis.form(next))
            && analysis.tokens[next - 1].head == Some(next)
            && !taken.contains(&next);
        if belongs {
            analysis.names[at].tokens.end = next + 1;
        }
    }
}

/// Takes the rest of a hyphenated word into a name that ends inside it: "Dae" of "Dae-ho".
fn hyphenate(analysis: &mut Analysis) {
    let glued = |at: usize| analysis.tokens[at - 1].span.end == analysis.tokens[at].span.start;
    let hyphen = |at: usize| at < analysis.tokens.len() && analysis.form(at) == "-";
    let starts: Vec<usize> = analysis.names.iter().map(|name| name.tokens.start).collect();
    let ends = analysis.names.iter().map(|name| {
        let end = name.tokens.end;
        let at = if end > 0 && hyphen(end - 1) { end - 1 } else { end };
        // "a Putin-backed militia" is not the man's name.
        let word = at + 1 < analysis.tokens.len() && analysis.tokens[at + 1].upos == Upos::Propn;
        let person = name.kind == NameKind::Person;
        let whole = person && at > 0 && hyphen(at) && word && glued(at) && glued(at + 1);
        if whole && !starts.contains(&(at + 1)) { at + 2 } else { end }
    });
    let ends: Vec<usize> = ends.collect();
    analysis.names.iter_mut().zip(ends).for_each(|(name, end)| name.tokens.end = end);
}

/// Makes an acronym that is a name somewhere in the report a name wherever it stands: "the CPI".
pub(crate) fn abbreviate(analysis: &mut Analysis) {
    let capitals = |form: &str| (2..=8).contains(&form.len()) && form.bytes().all(|byte| byte.is_ascii_uppercase());
    let mut kinds: BTreeMap<&str, NameKind> = BTreeMap::new();
    for name in analysis.names.iter().filter(|name| name.tokens.len() == 1) {
        let form = analysis.form(name.tokens.start);
        if capitals(form) && !shouted(analysis, name.tokens.start) {
            kinds.entry(form).or_insert(name.kind);
        }
    }
    let kind_of = |at: usize| kinds.get(analysis.form(at)).copied().filter(|_| analysis.name_at(at).is_none());
    let found: Vec<Name> = (0..analysis.tokens.len())
        .filter_map(|at| Some(Name { tokens: TokenSpan::one(at), kind: kind_of(at)? }))
        .filter(|name| !shouted(analysis, name.tokens.start))
        .collect();
    for name in &found {
        analysis.tokens[name.tokens.start].upos = Upos::Propn;
    }
    analysis.names.extend(found);
    analysis.names.sort_by_key(|name| name.tokens.start);
}

/// Whether a word stands between others in capitals, as in a headline.
fn shouted(analysis: &Analysis, at: usize) -> bool {
    let capitals = |at: usize| {
        let form = analysis.tokens.get(at).map_or("", |_| analysis.form(at));
        form.len() > 3 && form.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    at.checked_sub(1).is_some_and(capitals) || capitals(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_a_word_speak_for_one_another() {
        let labels = NameLabels::new(&["O", "B-PER", "B-LOC"].map(String::from)).unwrap();
        let rows = [0.1, 0.1, 0.8, 0.1, 0.5, 0.4, 0.1, 0.5, 0.4];
        let kinds = |forms: [&str; 3]| {
            let mut scores = rows;
            labels.share(&mut scores, forms.into_iter());
            scores.iter_mut().for_each(|p| *p = p.ln());
            labels.decode(&scores, 0).iter().map(|name| name.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(["Kibaya", "Kibaya", "Sow"]), [NameKind::Location, NameKind::Location, NameKind::Person]);
        assert_eq!(kinds(["kibaya", "kibaya", "Sow"])[1], NameKind::Person, "small words are no names");
    }

    #[test]
    fn a_name_has_the_word_for_what_it_is() {
        let complete = |relation: &str, head: usize, kind: &str, word: &str| {
            let row = |n: usize, form: &str, head: usize, relation: &str, name: &str| {
                format!("{n}\t{form}\t{form}\tPROPN\t_\t_\t{head}\t{relation}\t_\t{name}\n")
            };
            let table = row(1, "Lantern", head, relation, &format!("Name=B-{kind}"))
                + &row(2, word, if head == 2 { 3 } else { 1 }, "dep", "_")
                + &row(3, "left", 0, "root", "_");
            let mut analysis = record::conllu::read(&table).unwrap();
            complete(&mut analysis);
            analysis.names[0].tokens.len()
        };
        assert_eq!((complete("compound", 2, "ORG", "Group"), complete("nsubj", 3, "ORG", "Group")), (2, 1));
        assert_eq!((complete("amod", 2, "LOC", "Square"), complete("amod", 2, "LOC", "Group")), (2, 1));
    }

    #[test]
    fn a_hyphenated_word_is_a_name_s_or_none_of_it() {
        let end = |kind: &str, space: &str| {
            let row =
                |n: usize, form: &str, misc: &str| format!("{n}\t{form}\t{form}\tPROPN\t_\t_\t0\troot\t_\t{misc}\n");
            let table =
                row(1, "Dae", &format!("Name=B-{kind}|SpaceAfter=No")) + &row(2, "-", space) + &row(3, "ho", "_");
            let mut analysis = record::conllu::read(&table).unwrap();
            complete(&mut analysis);
            analysis.names[0].tokens.end
        };
        assert_eq!((end("PER", "SpaceAfter=No"), end("PER", "_"), end("LOC", "SpaceAfter=No")), (3, 1, 1));
    }

    #[test]
    fn a_name_never_begins_inside() {
        let labels = NameLabels::new(&["O", "B-PER", "I-PER"].map(String::from)).unwrap();
        // The second label is likeliest inside a name, the first is not quite a beginning.
        let names = labels.decode(&[-0.9, -1.0, -0.1, -3.0, -3.0, -0.1, -0.1, -3.0, -3.0], 10);
        assert_eq!(names, [Name { tokens: TokenSpan::new(10, 12), kind: NameKind::Person }]);
        assert!(NameLabels::new(&["B-ODD".to_owned()]).is_none());
    }
}
