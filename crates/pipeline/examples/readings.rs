//! Reads the texts of annotated reports: JSON objects with `id`, `text`, `published` and `outlet` from standard input,
//! a line each; prints a record a line. The text is taken as it is: title, blank line, body.

use std::io::{BufRead, Write};

use pipeline::{About, Reader};
use record::{Report, Text};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let reader = Reader::embedded()?;
    let mut reports = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let document: serde_json::Value = serde_json::from_str(&line?)?;
        let field = |name: &str| document[name].as_str().map(str::to_owned);
        let text = field("text").ok_or("a line without \"text\"")?;
        let mut report = pipeline::report_from_text(&text, &About::default());
        report.text = Text::new(text);
        report.title = field("title").filter(|title| report.text.as_str().starts_with(title.as_str()));
        report.source = field("id").unwrap_or_default();
        (report.published, report.outlet) = (field("published"), field("outlet"));
        report.id = Report::id_of(report.outlet.as_deref(), report.title.as_deref(), report.text.as_str());
        reports.push(report);
    }
    let mut out = std::io::stdout().lock();
    for record in reader.read_all(&reports, 2)? {
        writeln!(out, "{}", serde_json::to_string(&record)?)?;
    }
    Ok(())
}
