//! From a raw text to title, body, and what was around them.

use jiff::civil::Date;
use record::{Removed, RemovedKind};

use crate::characters::lines;
use crate::furniture::{Byline, Words, byline, caption, dates, deck, notice, outlet, title};
use crate::paragraphs::paragraphs;

/// A text with its furniture taken out.
#[derive(Debug, Default)]
pub(crate) struct Clean {
    /// What is left: the title first, where there is one.
    pub paragraphs: Vec<String>,
    pub title: Option<String>,
    pub deck: Option<String>,
    pub byline: Vec<String>,
    pub outlet: Option<String>,
    pub published: Option<Date>,
    /// What was taken out, in the order of the text.
    pub removed: Vec<Removed>,
}

/// A paragraph as it comes to cleaning.
#[derive(Debug)]
pub(crate) struct Given {
    pub text: String,
    /// What it is, where it is known already that it is no part of the report.
    pub removed: Option<RemovedKind>,
}

impl Given {
    /// A paragraph of which nothing is known.
    pub fn body(text: String) -> Self {
        Self { text, removed: None }
    }
}

/// Cleans `raw`; `given_title` is its title where the caller knows it.
pub(crate) fn clean(raw: &str, given_title: Option<&str>) -> Clean {
    clean_paragraphs(paragraphs(&lines(raw)).into_iter().map(Given::body).collect(), given_title)
}

/// Cleans paragraphs whose characters are in order.
pub(crate) fn clean_paragraphs(mut given: Vec<Given>, given_title: Option<&str>) -> Clean {
    let given_title = given_title.map(|given| paragraphs(&lines(given)).join(" ")).filter(|given| !given.is_empty());
    if let Some(title) = &given_title
        && given
            .iter()
            .find(|paragraph| paragraph.removed.is_none())
            .is_none_or(|first| !title::is_same(&first.text, title))
    {
        given.insert(0, Given::body(title.clone()));
    }
    let mut sweep = Sweep::new(given, given_title.is_some());
    // What one sweep removes can bring other furniture next to the title. A text that is clean takes one sweep. The
    // bound is for texts made to be swept for ever.
    for _ in 0..16 {
        if !sweep.sweep() {
            break;
        }
    }
    sweep.finish()
}

/// A paragraph and its place in the raw text.
struct Paragraph {
    at: usize,
    text: String,
}

struct Sweep {
    paragraphs: Vec<Paragraph>,
    is_title_given: bool,
    /// What was removed, each with the place of its paragraph.
    removed: Vec<(usize, Removed)>,
    clean: Clean,
}

/// What is to happen to a paragraph.
enum Verdict {
    Keep,
    Remove(RemovedKind),
    Byline(Byline),
    Dated(Option<Date>),
}

impl Sweep {
    fn new(given: Vec<Given>, is_title_given: bool) -> Self {
        let mut sweep = Self { paragraphs: Vec::new(), is_title_given, removed: Vec::new(), clean: Clean::default() };
        for (at, Given { text, removed }) in given.into_iter().enumerate() {
            match removed {
                None => sweep.paragraphs.push(Paragraph { at, text }),
                Some(kind) => {
                    if kind == RemovedKind::Deck && sweep.clean.deck.is_none() {
                        sweep.clean.deck = Some(text.clone());
                    }
                    sweep.remove(at, kind, text);
                }
            }
        }
        sweep
    }

    /// Goes through the text once and removes what is furniture; whether there was any.
    ///
    /// Removes nothing where no body would be left.
    fn sweep(&mut self) -> bool {
        self.clean.title = None;
        if self.paragraphs.len() < 2 {
            return false;
        }
        let mut verdicts: Vec<Verdict> =
            self.paragraphs.iter().enumerate().map(|(at, paragraph)| everywhere(&paragraph.text, at == 0)).collect();
        let title = self.title(&verdicts);
        let body = self.judge_header(&mut verdicts, title);
        if body == self.paragraphs.len() {
            return false;
        }
        self.clean.title = title.map(|at| self.paragraphs[at].text.clone());
        let is_glued = self.unglue(body);
        let agency = outlet::agency_of_dateline(self.text(body));
        let n_before = self.paragraphs.len();
        self.apply(verdicts);
        // An agency's dateline tells whose report it is where nothing nearer does.
        self.clean.outlet = self.clean.outlet.take().or(agency);
        // The words of a lone paragraph are the report; its title they are not.
        if self.paragraphs.len() < 2 {
            self.clean.title = None;
        }
        is_glued || self.paragraphs.len() < n_before
    }

    /// The place of the title: the first paragraph that is kept, if it reads like one.
    fn title(&self, verdicts: &[Verdict]) -> Option<usize> {
        if self.is_title_given {
            return Some(0);
        }
        let is_kept = |at: &usize| matches!(verdicts[*at], Verdict::Keep);
        let mut kept = (0..verdicts.len()).filter(is_kept).filter(|&at| {
            // A date or an author may stand over the title.
            !(at + 2 < verdicts.len() && is_over_title(self.text(at)) && title::reads_like_title(self.text(at + 1)))
        });
        let (first, _next) = (kept.next()?, kept.next()?);
        title::reads_like_title(self.text(first)).then_some(first)
    }

    fn text(&self, at: usize) -> &str {
        &self.paragraphs[at].text
    }

    /// Judges what stands over the body; gives the place of the body's first paragraph, one past the last where
    /// there is no body.
    fn judge_header(&self, verdicts: &mut [Verdict], title: Option<usize>) -> usize {
        let words = Words::of(self.paragraphs.iter().map(|paragraph| paragraph.text.as_str()));
        let mut is_deck_possible = title.is_some();
        for at in 0..verdicts.len() {
            if title == Some(at) {
                verdicts[at] = Verdict::Keep;
                continue;
            }
            if !matches!(verdicts[at], Verdict::Keep) {
                continue;
            }
            let is_over = title.is_some_and(|title| at < title);
            let text = self.text(at);
            let next = self.paragraphs[at + 1..].iter().zip(&verdicts[at + 1..]);
            let opening: Vec<&str> = next
                .filter(|(_, verdict)| matches!(verdict, Verdict::Keep))
                .map(|(paragraph, _)| paragraph.text.as_str())
                .take(4)
                .collect();
            verdicts[at] = match title {
                _ if is_over && notice::is_section(text) => Verdict::Remove(RemovedKind::Boilerplate),
                None => labelled_header(text),
                Some(_) if is_over || opening.is_empty() => labelled_header(text),
                Some(title) => {
                    let verdict = header(text, &words);
                    if matches!(verdict, Verdict::Keep)
                        && is_deck_possible
                        && deck::is_deck(text, self.text(title), &opening)
                    {
                        is_deck_possible = false;
                        Verdict::Remove(RemovedKind::Deck)
                    } else {
                        verdict
                    }
                }
            };
            if matches!(verdicts[at], Verdict::Keep) && !is_over {
                return at;
            }
        }
        verdicts.len()
    }

    /// Takes a byline off the front of the body's first paragraph; whether there was one.
    fn unglue(&mut self, body: usize) -> bool {
        let Some(paragraph) = self.paragraphs.get_mut(body) else { return false };
        let Some((byline, len)) = byline::glued(&paragraph.text) else { return false };
        let words = paragraph.text[..len].trim_end().to_owned();
        let (at, rest) = (paragraph.at, paragraph.text[len..].trim_start().to_owned());
        paragraph.text = rest;
        self.remove(at, RemovedKind::Byline, words);
        self.note(byline);
        true
    }

    fn apply(&mut self, verdicts: Vec<Verdict>) {
        for (paragraph, verdict) in std::mem::take(&mut self.paragraphs).into_iter().zip(verdicts) {
            let kind = match verdict {
                Verdict::Keep => {
                    self.paragraphs.push(paragraph);
                    continue;
                }
                Verdict::Remove(kind) => kind,
                Verdict::Byline(byline) => {
                    self.note(byline);
                    RemovedKind::Byline
                }
                Verdict::Dated(published) => {
                    self.clean.published = self.clean.published.or(published);
                    RemovedKind::Boilerplate
                }
            };
            if kind == RemovedKind::Deck && self.clean.deck.is_none() {
                self.clean.deck = Some(paragraph.text.clone());
            }
            self.remove(paragraph.at, kind, paragraph.text);
        }
    }

    fn remove(&mut self, at: usize, kind: RemovedKind, text: String) {
        self.removed.push((at, Removed { kind, text }));
    }

    fn note(&mut self, byline: Byline) {
        for name in byline.names {
            if !self.clean.byline.contains(&name) {
                self.clean.byline.push(name);
            }
        }
        self.clean.outlet = self.clean.outlet.take().or(byline.outlet);
        self.clean.published = self.clean.published.or(byline.published);
    }

    fn finish(mut self) -> Clean {
        self.removed.sort_by_key(|&(at, _)| at);
        self.clean.removed = self.removed.into_iter().map(|(_, removed)| removed).collect();
        self.clean.paragraphs = self.paragraphs.into_iter().map(|paragraph| paragraph.text).collect();
        self.clean
    }
}

/// What is furniture wherever it stands.
fn everywhere(text: &str, is_first: bool) -> Verdict {
    if let Some(kind) = notice::kind_of(text, is_first) {
        return Verdict::Remove(kind);
    }
    if let Some(dated) = dates::dated_line(text).filter(|dated| dated.is_labelled) {
        return Verdict::Dated(dated.published);
    }
    if !is_first && dates::is_stamp(text) {
        return Verdict::Remove(RemovedKind::Boilerplate);
    }
    if !is_first && caption::is_credit(text) {
        return Verdict::Remove(RemovedKind::Caption);
    }
    match byline::sign_off(text) {
        Some(byline) if !is_first => Verdict::Byline(byline),
        _ => Verdict::Keep,
    }
}

/// Whether a line says by its form that it is a section, a date or an author.
fn is_over_title(text: &str) -> bool {
    notice::is_section(text) || dates::dated_line(text).is_some() || byline::signed(text).is_some()
}

/// What is furniture over the body even where no title is.
fn labelled_header(text: &str) -> Verdict {
    if let Some(dated) = dates::dated_line(text) {
        return Verdict::Dated(dated.published);
    }
    match byline::signed(text) {
        Some(byline) => Verdict::Byline(byline),
        None => Verdict::Keep,
    }
}

/// What is furniture between title and body.
fn header(text: &str, words: &Words) -> Verdict {
    if let Some(dated) = dates::dated_line(text) {
        return Verdict::Dated(dated.published);
    }
    if let Some(byline) = byline::line(text, words) {
        return Verdict::Byline(byline);
    }
    if caption::is_caption(text, words) { Verdict::Remove(RemovedKind::Caption) } else { Verdict::Keep }
}
