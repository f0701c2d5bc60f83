// A table of tab-separated rows, and the order of the names in it. Used by the build script as well, see name.rs.

use std::borrow::Cow;

use super::name::key;

/// A table and the order of its names. Its first line names the columns; lines that begin with "#" are comments.
pub struct Table {
    text: Cow<'static, str>,
    /// Where each name begins in `text`, as four bytes each, ordered by the name's key.
    order: Cow<'static, [u8]>,
}

/// The order of the names of a table: where each begins. Names stand in `columns`, several of them parted by "|".
pub fn order(text: &str, columns: &[usize]) -> Vec<u8> {
    let mut names: Vec<(String, u32)> = Vec::new();
    for (start, line) in rows(text) {
        let mut at = start;
        for (column, cell) in line.split('\t').enumerate() {
            if columns.contains(&column) && !cell.is_empty() {
                let mut piece_at = at;
                for piece in cell.split('|') {
                    names.push((key(piece), piece_at as u32));
                    piece_at += piece.len() + 1;
                }
            }
            at += cell.len() + 1;
        }
    }
    names.sort();
    names.iter().flat_map(|(_, at)| at.to_le_bytes()).collect()
}

/// The rows of a table, each with the byte that it begins at.
pub fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split('\n')
        .map(move |line| {
            let at = start;
            start += line.len() + 1;
            (at, line)
        })
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .skip(1)
}

// The build script orders tables and looks nothing up.
#[allow(dead_code)]
impl Table {
    /// An embedded table with its order, made at build time.
    pub const fn embedded(text: &'static str, order: &'static [u8]) -> Self {
        Self { text: Cow::Borrowed(text), order: Cow::Borrowed(order) }
    }

    /// A table read at run time.
    pub fn read(text: String, columns: &[usize]) -> Self {
        let order = order(&text, columns);
        Self { text: Cow::Owned(text), order: Cow::Owned(order) }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its rows, each with the byte that it begins at.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &str)> {
        rows(&self.text)
    }

    /// Where the rows begin that hold a name with this key, each with the name as it is written there.
    pub fn find(&self, key_sought: &str) -> Vec<(usize, &str)> {
        let first = self.partition(|name| key(name).as_str() < key_sought);
        let mut found: Vec<(usize, &str)> = Vec::new();
        for at in first..self.order.len() / 4 {
            let name = self.name(at);
            if key(name) != key_sought {
                break;
            }
            found.push((self.row_start(self.offset(at)), name));
        }
        found
    }

    /// The row that begins at `start`.
    pub fn row(&self, start: usize) -> &str {
        let rest = &self.text[start..];
        &rest[..rest.find('\n').unwrap_or(rest.len())]
    }

    fn partition(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.order.len() / 4);
        while low < high {
            let middle = low.midpoint(high);
            if before(self.name(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn offset(&self, at: usize) -> usize {
        let bytes = &self.order[at * 4..at * 4 + 4];
        bytes.iter().rev().fold(0, |offset, byte| offset << 8 | usize::from(*byte))
    }

    fn name(&self, at: usize) -> &str {
        let rest = &self.text[self.offset(at)..];
        &rest[..rest.find(['\t', '|', '\n']).unwrap_or(rest.len())]
    }

    fn row_start(&self, offset: usize) -> usize {
        self.text[..offset].rfind('\n').map_or(0, |line_end| line_end + 1)
    }
}
