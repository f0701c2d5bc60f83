//! A case as it stands in its Markdown file.

use super::row::{self, Row};

/// One report and what its record should say.
#[derive(Debug, Default)]
pub struct Case {
    /// Its heading.
    pub heading: String,
    /// The day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The report as it comes.
    pub report: String,
    /// What the record must say, each row with its line in the file.
    pub expected: Vec<(usize, Row)>,
    /// What it should say and does not say yet.
    pub known_wrong: Vec<(usize, Row)>,
}

/// The cases in a file; a fault begins with its line.
pub fn cases(text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((at, line)) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            cases.push(Case { heading: heading.trim().to_owned(), ..Case::default() });
            continue;
        }
        let Some(fence) = line.strip_prefix("```") else { continue };
        let Some(case) = cases.last_mut() else { return Err(format!("{at}: a block stands before the first heading")) };
        let block: Vec<(usize, &str)> = lines.by_ref().take_while(|(_, line)| *line != "```").collect();
        match fence {
            "report" => case.take_report(&block),
            "expect" => case.take_rows(&block)?,
            other => return Err(format!("{at}: a block is called \"report\" or \"expect\", not \"{other}\"")),
        }
    }
    let is_whole = |case: &&Case| case.report.is_empty() || case.expected.is_empty() && case.known_wrong.is_empty();
    match cases.iter().find(is_whole) {
        Some(case) => Err(format!(" \"{}\" lacks its report or its rows", case.heading)),
        None => Ok(cases),
    }
}

impl Case {
    fn take_report(&mut self, block: &[(usize, &str)]) {
        let mut words = Vec::new();
        for (_, line) in block {
            match line.split_once(": ") {
                Some(("published", date)) if words.is_empty() => self.published = Some(date.to_owned()),
                Some(("outlet", name)) if words.is_empty() => self.outlet = Some(name.to_owned()),
                _ if words.is_empty() && line.is_empty() => {}
                _ => words.push(*line),
            }
        }
        self.report = words.join("\n");
    }

    fn take_rows(&mut self, block: &[(usize, &str)]) -> Result<(), String> {
        let mut is_wrong = false;
        for &(at, line) in block {
            let line = line.trim();
            // What follows "known wrong:" on its line is a note for the reader of the case.
            if line.starts_with("known wrong:") {
                is_wrong = true;
            } else if !line.is_empty() {
                let row = row::row(line).map_err(|reason| format!("{at}: {reason}"))?;
                let rows = if is_wrong { &mut self.known_wrong } else { &mut self.expected };
                rows.push((at, row));
            }
        }
        Ok(())
    }
}

#[test]
fn a_case_is_its_blocks() {
    let text = "# File\n\n## Heading\n\nWhy.\n\n```report\npublished: 2024-03-05\n\nTitle: a word\n\nBody.\n```\n\n\
                ```expect\nevent: AID\nknown wrong: as yet\nno event: ACCUSE\n```\n";
    let cases = cases(text).unwrap();
    assert_eq!(cases[0].report, "Title: a word\n\nBody.");
    assert_eq!(cases[0].published.as_deref(), Some("2024-03-05"));
    assert_eq!((cases[0].expected[0].0, cases[0].known_wrong[0].0), (16, 18));
}

#[test]
fn a_case_without_rows_is_a_fault() {
    assert!(cases("## Heading\n\n```report\nBody.\n```\n").is_err());
    assert!(cases("## Heading\n\n```report\nBody.\n```\n```expect\nevnt: AID\n```\n").unwrap_err().starts_with("7: "));
}
