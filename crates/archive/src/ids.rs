//! Names of rows that are the same on every machine: hashes of what the rows are.

use record::Span;

/// The id of something that a report holds: `kind` is its first letter, `parts` and `span` what tells it from the rest.
pub fn id_of(kind: char, report: &str, parts: &[&str], span: Span) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in [report].iter().chain(parts) {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.update(&(span.start as u64).to_le_bytes());
    hasher.update(&(span.end as u64).to_le_bytes());
    format!("{kind}{}", &hasher.finalize().to_hex()[..14])
}

/// Ids that a report has given away, so that two things alike in all that counts still have two.
#[derive(Default)]
pub struct Taken(std::collections::BTreeSet<String>);

impl Taken {
    /// `id`, or the next free one after it.
    pub fn take(&mut self, id: String) -> String {
        let mut number = 1;
        let mut free = id.clone();
        while !self.0.insert(free.clone()) {
            number += 1;
            free = format!("{id}-{number}");
        }
        free
    }
}

/// A hash for an index: as SQLite keeps integers.
pub fn hash_of(parts: &[&str]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    // Five bytes keep collisions rare and the index small.
    (u64::from_le_bytes(bytes) >> 24) as i64
}
