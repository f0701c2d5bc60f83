//! The page of scores.

use std::fmt::Write;

use record::ReaderVersion;

/// What one run of `eval` found.
#[derive(Debug, Default)]
pub struct Scores {
    /// What read, where it is known.
    pub reader: Option<ReaderVersion>,
    /// The tables, a stage each, in the order that data moves.
    pub tables: Vec<Table>,
    /// Sets that were not there, or for which there was no prediction.
    pub not_measured: Vec<String>,
}

/// The scores of one stage.
#[derive(Debug)]
pub struct Table {
    /// What it tells.
    pub title: &'static str,
    /// The heads of its columns.
    pub heads: &'static [&'static str],
    /// Its rows, a cell a head.
    pub rows: Vec<Vec<String>>,
}

impl Scores {
    /// Adds rows to the table of that title, at its end; makes the table where it is not there.
    pub fn add(&mut self, title: &'static str, heads: &'static [&'static str], rows: Vec<Vec<String>>) {
        match self.tables.iter_mut().find(|table| table.title == title) {
            Some(table) => table.rows.extend(rows),
            None => self.tables.push(Table { title, heads, rows }),
        }
    }

    /// The page in Markdown: the same scores give the same bytes.
    pub fn markdown(&self) -> String {
        let mut out = String::from(
            "# Scores\n\nWritten by `cargo xtask eval`. What the sets and measures are: [README](README.md).\n",
        );
        match &self.reader {
            Some(ReaderVersion { version, model, codebook, knowledge }) => {
                let _ = write!(
                    out,
                    "\nRead by dateline {version}.\n\n- model `{model}`\n- codebook `{codebook}`\n- knowledge `{knowledge}`\n"
                );
            }
            None => out.push_str("\nRead by a reader that did not name itself.\n"),
        }
        for table in &self.tables {
            let _ = write!(out, "\n## {}\n\n", table.title);
            row(&mut out, table.heads);
            row(&mut out, &vec!["---"; table.heads.len()]);
            table.rows.iter().for_each(|cells| row(&mut out, cells));
        }
        if !self.not_measured.is_empty() {
            let _ = write!(out, "\nNot measured: {}.\n", self.not_measured.join(", "));
        }
        out
    }
}

fn row(out: &mut String, cells: &[impl AsRef<str>]) {
    for cell in cells {
        let _ = write!(out, "| {} ", cell.as_ref().replace('|', "\\|"));
    }
    out.push_str("|\n");
}

/// A share in per cent with two decimals.
pub fn percent(share: f64) -> String {
    format!("{:.2}", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_scores() {
        let mut scores = Scores { not_measured: vec!["gum".to_owned()], ..Scores::default() };
        scores.add("Names", &["set", "F1"], vec![vec!["uner".to_owned(), percent(0.87654)]]);
        scores.add("Names", &["set", "F1"], vec![vec!["other".to_owned(), percent(1.0)]]);
        let page = scores.markdown();
        assert!(
            page.ends_with("\n## Names\n\n| set | F1 |\n| --- | --- |\n| uner | 87.65 |\n| other | 100.00 |\n\nNot measured: gum.\n"),
            "{page}"
        );
    }
}
