//! Where texts are kept that later ones are compared with.

use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use super::units::Unit;

/// Texts of more bytes than that together go to a file without a name, which ends with the program.
const IN_MEMORY: usize = 32 << 20;

/// A text as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The story that it tells.
    pub story: u32,
    /// The id of the first report that told it.
    pub first: String,
    /// Its units.
    pub units: Vec<Unit>,
}

/// So many texts in the order that they came, found again by fingerprint.
///
/// In memory are eight bytes a fingerprint and eight a text; the texts themselves are in a file once they are many.
pub(crate) struct Shelf {
    texts: SpooledTempFile,
    /// Where each text begins, and where the last ends.
    starts: Vec<u64>,
    index: Index,
}

impl Shelf {
    pub fn new() -> Self {
        Self { texts: SpooledTempFile::new(IN_MEMORY), starts: vec![0], index: Index::default() }
    }

    /// How many texts it has.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Puts a text on the shelf.
    pub fn put(&mut self, kept: &Kept, fingerprints: &[u32]) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(16 + kept.first.len() + 4 * kept.units.len());
        bytes.extend(kept.story.to_le_bytes());
        bytes.extend((kept.first.len() as u32).to_le_bytes());
        bytes.extend(kept.first.as_bytes());
        bytes.extend(kept.units.iter().flat_map(|unit| unit.0.to_le_bytes()));
        let start = self.texts.seek(SeekFrom::End(0))?;
        self.texts.write_all(&bytes)?;
        let text = self.len() as u32;
        if let Some(last) = self.starts.last_mut() {
            *last = start;
        }
        self.starts.push(start + bytes.len() as u64);
        for &fingerprint in fingerprints {
            self.index.insert(fingerprint, text);
        }
        Ok(())
    }

    /// The text of this number.
    pub fn text(&mut self, number: u32) -> io::Result<Kept> {
        let at = number as usize;
        let (start, end) = (self.starts[at], self.starts[at + 1]);
        self.texts.seek(SeekFrom::Start(start))?;
        let mut bytes = vec![0; (end - start) as usize];
        self.texts.read_exact(&mut bytes)?;
        let broken = || io::Error::from(io::ErrorKind::InvalidData);
        let (story, rest) = bytes.split_first_chunk::<4>().ok_or_else(broken)?;
        let (len, rest) = rest.split_first_chunk::<4>().ok_or_else(broken)?;
        let (first, units) = rest.split_at_checked(u32::from_le_bytes(*len) as usize).ok_or_else(broken)?;
        Ok(Kept {
            story: u32::from_le_bytes(*story),
            first: String::from_utf8(first.to_vec()).map_err(|_| broken())?,
            units: units.as_chunks::<4>().0.iter().map(|bytes| Unit(u32::from_le_bytes(*bytes))).collect(),
        })
    }

    /// The texts that share fingerprints, those that share most first, later before earlier.
    pub fn candidates(&self, fingerprints: &[u32]) -> Vec<u32> {
        let mut n_shared: HashMap<u32, usize> = HashMap::new();
        for &fingerprint in fingerprints {
            self.index.each(fingerprint, |text| *n_shared.entry(text).or_default() += 1);
        }
        let mut found: Vec<(u32, usize)> = n_shared.into_iter().collect();
        found.sort_unstable_by_key(|&(text, n_shared)| (usize::MAX - n_shared, u32::MAX - text));
        found.into_iter().map(|(text, _)| text).collect()
    }

    /// The fingerprints among these that no text of the shelf has.
    pub fn unknown(&self, fingerprints: &[u32]) -> Vec<u32> {
        let is_unknown = |fingerprint: &u32| {
            let mut n_texts = 0;
            self.index.each(*fingerprint, |_| n_texts += 1);
            n_texts == 0
        };
        fingerprints.iter().copied().filter(is_unknown).collect()
    }
}

/// A fingerprint that so many texts have is one of a template; only the latest of them are found by it, since copies
/// come soon.
const MOST_TEXTS: usize = 8;

/// Which texts have a fingerprint: an open table, in parts so that growing takes little memory at a time.
struct Index {
    parts: Vec<Part>,
}

#[derive(Default)]
struct Part {
    /// Fingerprint and text, one more than its number; 0 where nothing is.
    slots: Vec<u64>,
    n_used: usize,
}

impl Default for Index {
    fn default() -> Self {
        Self { parts: (0..64).map(|_| Part::default()).collect() }
    }
}

impl Index {
    fn insert(&mut self, fingerprint: u32, text: u32) {
        let (mut n_texts, mut oldest) = (0, text);
        self.each(fingerprint, |other| (n_texts, oldest) = (n_texts + 1, oldest.min(other)));
        let part = &mut self.parts[fingerprint as usize % 64];
        if n_texts < MOST_TEXTS {
            part.insert(fingerprint, text);
        } else {
            part.replace(slot(fingerprint, oldest), slot(fingerprint, text));
        }
    }

    fn each(&self, fingerprint: u32, mut visit: impl FnMut(u32)) {
        let slots = &self.parts[fingerprint as usize % 64].slots;
        for slot in probes(fingerprint, slots.len()).map(|at| slots[at]).take_while(|&slot| slot != 0) {
            if (slot >> 32) as u32 == fingerprint {
                visit(slot as u32 - 1);
            }
        }
    }
}

impl Part {
    fn insert(&mut self, fingerprint: u32, text: u32) {
        if self.n_used * 5 >= self.slots.len() * 4 {
            let larger = vec![0; (self.slots.len() * 3 / 2).max(32)];
            for slot in std::mem::replace(&mut self.slots, larger).into_iter().filter(|&slot| slot != 0) {
                self.place(slot);
            }
        }
        self.place(slot(fingerprint, text));
        self.n_used += 1;
    }

    fn replace(&mut self, old: u64, new: u64) {
        let at = probes((old >> 32) as u32, self.slots.len()).find(|&at| self.slots[at] == old);
        if let Some(at) = at {
            self.slots[at] = new;
        }
    }

    fn place(&mut self, slot: u64) {
        let free = probes((slot >> 32) as u32, self.slots.len()).find(|&at| self.slots[at] == 0);
        self.slots[free.expect("a fifth of the slots is free")] = slot;
    }
}

fn slot(fingerprint: u32, text: u32) -> u64 {
    (u64::from(fingerprint) << 32) | u64::from(text + 1)
}

/// The slots of a table where a fingerprint may be, in their order.
fn probes(fingerprint: u32, n_slots: usize) -> impl Iterator<Item = usize> {
    let start = ((u64::from(fingerprint) * n_slots as u64) >> 32) as usize;
    (start..n_slots).chain(0..start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(story: u32, units: &[u32]) -> Kept {
        Kept { story, first: format!("report {story}"), units: units.iter().map(|&unit| Unit(unit)).collect() }
    }

    #[test]
    fn what_is_put_is_found_and_read_back() {
        let mut shelf = Shelf::new();
        let texts = [kept(3, &[1, 2, 3]), kept(4, &[]), kept(3, &[u32::MAX, 7])];
        for (text, fingerprints) in texts.iter().zip([&[10, 20, 30][..], &[20], &[20, 30]]) {
            shelf.put(text, fingerprints).unwrap();
        }
        assert_eq!(shelf.len(), 3);
        for (number, text) in texts.iter().enumerate() {
            assert_eq!(shelf.text(number as u32).unwrap(), *text);
        }
        assert_eq!(shelf.candidates(&[20, 30, 40]), [2, 0, 1]);
        assert_eq!(shelf.unknown(&[10, 40]), [40]);
    }

    #[test]
    fn a_large_index_loses_nothing_and_a_template_does_not_fill_it() {
        let mut index = Index::default();
        let fingerprint = |number: u32| number.wrapping_mul(0x9E37_79B9);
        for number in 0..20_000 {
            index.insert(fingerprint(number), number);
            index.insert(77, number);
        }
        for number in 0..20_000 {
            let mut is_there = false;
            index.each(fingerprint(number), |text| is_there |= text == number);
            assert!(is_there, "{number}");
        }
        let mut texts = Vec::new();
        index.each(77, |text| texts.push(text));
        texts.sort_unstable();
        assert_eq!(texts, Vec::from_iter(20_000 - MOST_TEXTS as u32..20_000));
    }
}
