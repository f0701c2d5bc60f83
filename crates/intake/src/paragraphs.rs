//! Lines to paragraphs.

use crate::characters::Line;

/// The paragraphs that `lines` are.
///
/// A blank line always ends a paragraph. So does any other line's end, unless the text was wrapped to a width: then
/// a line that was broken because the next word did not fit goes on in the next.
pub(crate) fn paragraphs(lines: &[Line]) -> Vec<String> {
    let blocks: Vec<&[Line]> = lines.split(|line| line.text.is_empty()).filter(|block| !block.is_empty()).collect();
    let width = wrap_width(&blocks);
    blocks.iter().flat_map(|block| joined(block, width)).collect()
}

/// The paragraphs of lines without a blank line between them.
fn joined(block: &[Line], width: Option<usize>) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for (at, line) in block.iter().enumerate() {
        match paragraphs.last_mut() {
            Some(paragraph) if goes_on(&block[at - 1], line, width) => {
                // "Nairobi-" and "based" are one word; a dash between spaces is none.
                let hyphenated = paragraph.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric));
                if !hyphenated {
                    paragraph.push(' ');
                }
                paragraph.push_str(&line.text);
            }
            _ => paragraphs.push(line.text.clone()),
        }
    }
    paragraphs
}

/// The widest lines that news agencies, mail programs and editors wrap to.
const WIDEST: usize = 110;

/// Whether `next` continues the paragraph that `line` is in.
fn goes_on(line: &Line, next: &Line, width: Option<usize>) -> bool {
    if next.indent > line.indent + 1 || next.text.starts_with(['*', '•', '·']) || next.text.starts_with("- ") {
        return false;
    }
    let broken = next.text.starts_with(char::is_lowercase) && !is_ended(&line.text);
    match width {
        Some(width) => broken || is_full(line, next, width),
        None => broken && (40..=WIDEST).contains(&length(line)),
    }
}

/// The width that a text was wrapped to, if it was.
fn wrap_width(blocks: &[&[Line]]) -> Option<usize> {
    let mut lengths: Vec<usize> =
        blocks.iter().filter(|block| block.len() > 1).flat_map(|block| block.iter()).map(length).collect();
    lengths.sort_unstable();
    // One line in twenty may run over: an address or a title that was not wrapped.
    let width = *lengths.get((lengths.len() * 19 / 20).min(lengths.len().checked_sub(1)?))?;
    if !(40..=WIDEST).contains(&width) {
        return None;
    }
    let (mut n_pairs, mut n_full, mut n_open) = (0, 0, 0);
    for pair in blocks.iter().flat_map(|block| block.windows(2)) {
        n_pairs += 1;
        if is_full(&pair[0], &pair[1], width) {
            n_full += 1;
            n_open += usize::from(!is_ended(&pair[0].text));
        }
    }
    // Lines of a text that is not wrapped are of any length and mostly end where a sentence does.
    (n_pairs >= 3 && n_full * 10 >= n_pairs * 6 && n_open * 2 >= n_full).then_some(width)
}

/// Whether the next line's first word would not have fitted on this line.
fn is_full(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.split(' ').next().unwrap_or_default();
    length(line) + 1 + word.chars().count() > width
}

/// Whether a line ends as sentences do.
fn is_ended(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', ';', '…'])
}

/// The columns that a line takes.
fn length(line: &Line) -> usize {
    line.indent + line.text.chars().count()
}
