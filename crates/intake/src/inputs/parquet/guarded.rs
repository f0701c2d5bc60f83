//! A Parquet file whose claims are checked before anything is made room for.
//!
//! Pages claim how large they unpack, dictionaries and packed lists how many values they have; a reader makes room for
//! that. [`Guarded`] checks the sizes of a page before it is unpacked, [`Rows`] the counts in it afterwards.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Mutex;

use flate2::read::MultiGzDecoder;
use parquet::basic::Encoding;
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, FileReader, Length, RowGroupReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

/// The bytes that a page may have, packed and unpacked: writers make pages of one million.
const MOST_PAGE: usize = 64_000_000;

/// The bytes that a file's account of itself may have. In memory it is some ten times that.
const MOST_FOOTER: u64 = 32_000_000;

/// The fields that a schema may have, groups and what is in them.
const MOST_FIELDS: usize = 10_000;

fn refused<T>(what: &str) -> Result<T> {
    Err(ParquetError::General(what.to_owned()))
}

/// How many rows a file claims to have, if it can have that many; a file of so many bytes may have `free` and one a byte.
pub(super) fn checked(data: &ParquetMetaData, n_bytes: u64, free: u64) -> std::result::Result<u64, String> {
    if data.file_metadata().schema_descr().num_columns() > MOST_FIELDS {
        return Err(format!("it has more than {MOST_FIELDS} columns"));
    }
    let mut n_rows = 0_u64;
    for (at, group) in data.row_groups().iter().enumerate() {
        let of_group =
            u64::try_from(group.num_rows()).map_err(|_| format!("its group {} has fewer rows than none", at + 1))?;
        n_rows = n_rows.saturating_add(of_group);
        for column in group.columns() {
            let (start, end) = (column.data_page_offset(), column.compressed_size());
            if start < 0
                || end < 0
                || column.num_values() < 0
                || column.dictionary_page_offset().is_some_and(|at| at < 0)
            {
                return Err(format!("a column of its group {} has sizes below zero", at + 1));
            }
        }
    }
    if n_rows > n_bytes.saturating_add(free) {
        return Err(format!("it claims {n_rows} rows, which its {n_bytes} bytes cannot hold"));
    }
    Ok(n_rows)
}

/// The bytes of a file; pages that claim too much are refused.
pub(super) struct Guarded {
    file: File,
    len: u64,
    /// Where in the next page what is packed begins.
    packed_from: Mutex<usize>,
}

impl Guarded {
    pub fn new(file: File) -> Result<Self> {
        let len = file.metadata().map_err(ParquetError::from)?.len();
        let guarded = Self { file, len, packed_from: Mutex::new(0) };
        if len >= 12 {
            let tail = guarded.bytes(len - 8, 4)?;
            let footer = u64::from(u32::from_le_bytes([tail[0], tail[1], tail[2], tail[3]]));
            if footer > MOST_FOOTER {
                return refused(&format!(
                    "it says of itself that its account takes {footer} bytes, more than {MOST_FOOTER}"
                ));
            }
        }
        Ok(guarded)
    }

    fn bytes(&self, start: u64, length: usize) -> Result<Vec<u8>> {
        if start.saturating_add(length as u64) > self.len {
            return refused("a part of it is said to lie behind its end");
        }
        let mut bytes = Vec::new();
        let mut file = &self.file;
        file.seek(SeekFrom::Start(start))?;
        file.take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return refused("it breaks off");
        }
        Ok(bytes)
    }
}

impl Length for Guarded {
    fn len(&self) -> u64 {
        self.len
    }
}

impl ChunkReader for Guarded {
    type T = Box<dyn Read>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        let near = usize::try_from(self.len.saturating_sub(start)).unwrap_or(usize::MAX).min(65_536);
        let bytes = self.bytes(start, near)?;
        // Its last eight bytes say where its account of itself begins; all else that is asked for so are pages.
        if start.saturating_add(8) != self.len {
            let head =
                PageHead::read(&bytes).ok_or_else(|| ParquetError::General("the head of a page is none".to_owned()))?;
            if head.unpacked > MOST_PAGE || head.packed > MOST_PAGE {
                return refused(&format!("a page of it unpacks to more than {MOST_PAGE} bytes"));
            }
            if let Ok(mut packed_from) = self.packed_from.lock() {
                *packed_from = head.levels;
            }
        }
        // The head of a page may be longer than what was read ahead.
        let mut rest = self.file.try_clone()?;
        rest.seek(SeekFrom::Start(start + near as u64))?;
        Ok(Box::new(Cursor::new(bytes).chain(BufReader::new(rest))))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<bytes::Bytes> {
        let bytes = self.bytes(start, length)?;
        // Of all packings that are read, gzip alone does not keep to the size that its page claims.
        let packed_from = self.packed_from.lock().map_or(0, |from| *from);
        let packed = bytes.get(packed_from..).unwrap_or_default();
        if packed.starts_with(&[0x1F, 0x8B]) {
            let mut unpacking = MultiGzDecoder::new(packed).take(MOST_PAGE as u64 + 1);
            if std::io::copy(&mut unpacking, &mut std::io::sink())? > MOST_PAGE as u64 {
                return refused(&format!("a page of it unpacks to more than {MOST_PAGE} bytes"));
            }
        }
        Ok(bytes.into())
    }
}

/// What a page says of its sizes before it begins.
#[derive(Debug, Default, PartialEq, Eq)]
struct PageHead {
    unpacked: usize,
    packed: usize,
    /// The bytes before what is packed.
    levels: usize,
}

impl PageHead {
    /// The sizes at the start of a page's head: its first fields, whole numbers in Thrift's compact form.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes;
        let kind = field(&mut rest, 1)?;
        let unpacked = field(&mut rest, 1)?;
        let packed = field(&mut rest, 1)?;
        let mut head =
            Self { unpacked: usize::try_from(unpacked).ok()?, packed: usize::try_from(packed).ok()?, levels: 0 };
        if kind == 3 {
            // Behind the head's checksum, if there is one, stands what pages of the second form say.
            let mut step = 5;
            if rest.first() == Some(&0x15) {
                field(&mut rest, 1)?;
                step = 4;
            }
            rest = rest.strip_prefix(&[step << 4 | 0x0C])?;
            let numbers: Vec<i32> = (0..6).map_while(|_| field(&mut rest, 1)).collect();
            let [_, _, _, _, definitions, repetitions] = numbers[..] else { return None };
            head.levels = usize::try_from(definitions).ok()?.checked_add(usize::try_from(repetitions).ok()?)?;
        }
        Some(head)
    }
}

/// The whole number of a field that stands `step` behind the one before.
fn field(rest: &mut &[u8], step: u8) -> Option<i32> {
    *rest = rest.strip_prefix(&[step << 4 | 0x05])?;
    let number = varint(rest)?;
    i32::try_from((number >> 1) as i64 ^ -((number & 1) as i64)).ok()
}

/// A file whose pages are checked once they are unpacked.
pub(super) struct Rows(pub SerializedFileReader<Guarded>);

impl FileReader for Rows {
    fn metadata(&self) -> &ParquetMetaData {
        self.0.metadata()
    }

    fn num_row_groups(&self) -> usize {
        self.0.num_row_groups()
    }

    fn get_row_group(&self, at: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        Ok(Box::new(Group(self.0.get_row_group(at)?)))
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_file(projection, self)
    }
}

struct Group<'a>(Box<dyn RowGroupReader + 'a>);

impl RowGroupReader for Group<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.0.metadata()
    }

    fn num_columns(&self) -> usize {
        self.0.num_columns()
    }

    fn get_column_page_reader(&self, at: usize) -> Result<Box<dyn PageReader>> {
        let column = self.metadata().column(at).column_descr();
        let n_levels = usize::from(column.max_rep_level() > 0) + usize::from(column.max_def_level() > 0);
        Ok(Box::new(Pages { pages: self.0.get_column_page_reader(at)?, n_levels }))
    }

    fn get_column_bloom_filter(&self, at: usize) -> Option<&Sbbf> {
        self.0.get_column_bloom_filter(at)
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

/// The pages of a column, each checked.
struct Pages {
    pages: Box<dyn PageReader>,
    /// How many kinds of levels stand before the values of a page.
    n_levels: usize,
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        if let Some(page) = &page {
            self.check(page)?;
        }
        Ok(page)
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

/// The values that a page may have.
const MOST_VALUES: usize = 10_000_000;

impl Pages {
    fn check(&self, page: &Page) -> Result<()> {
        let n_values = page.num_values() as usize;
        let (bytes, encoding) = match page {
            Page::DictionaryPage { buf, .. } if n_values > buf.len() => {
                return refused("a dictionary of it claims more words than it has bytes");
            }
            Page::DictionaryPage { .. } => return Ok(()),
            Page::DataPage { buf, encoding, .. } => (behind_levels(buf, self.n_levels), *encoding),
            Page::DataPageV2 { buf, encoding, def_levels_byte_len, rep_levels_byte_len, .. } => {
                (buf.get((def_levels_byte_len + rep_levels_byte_len) as usize..), *encoding)
            }
        };
        if n_values > MOST_VALUES {
            return refused(&format!("a page of it claims {n_values} values, more than {MOST_VALUES}"));
        }
        let is_sound = match (encoding, bytes) {
            (Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY, Some(bytes)) => {
                delta_end(bytes, n_values).is_some()
            }
            (Encoding::DELTA_BYTE_ARRAY, Some(bytes)) => {
                let suffixes = delta_end(bytes, n_values).and_then(|end| bytes.get(end..));
                suffixes.is_some_and(|suffixes| delta_end(suffixes, n_values).is_some())
            }
            (Encoding::DELTA_BINARY_PACKED | Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY, None) => {
                false
            }
            _ => true,
        };
        if is_sound { Ok(()) } else { refused("a page of it claims other values than it has") }
    }
}

/// A page of the first form without the levels before its values, each with its length before it.
fn behind_levels(page: &[u8], n_levels: usize) -> Option<&[u8]> {
    (0..n_levels).try_fold(page, |rest, _| {
        let (length, rest) = rest.split_first_chunk::<4>()?;
        rest.get(u32::from_le_bytes(*length) as usize..)
    })
}

/// Where a list of differences ends, if it has no more than `most` numbers.
fn delta_end(bytes: &[u8], most: usize) -> Option<usize> {
    let mut rest = bytes;
    let per_block = usize::try_from(varint(&mut rest)?).ok().filter(|&n| n <= 1 << 20)?;
    let n_parts = usize::try_from(varint(&mut rest)?).ok().filter(|&n| (1..=4_096).contains(&n))?;
    let n_values = usize::try_from(varint(&mut rest)?).ok().filter(|&n| n <= most)?;
    varint(&mut rest)?;
    let per_part = per_block / n_parts;
    let mut left = n_values.saturating_sub(1);
    if left > 0 && per_part == 0 {
        return None;
    }
    while left > 0 {
        varint(&mut rest)?;
        let (widths, behind) = rest.split_at_checked(n_parts)?;
        rest = behind;
        for &width in widths {
            // Parts behind the last number have a width and no bytes.
            let n_bytes = if left > 0 { usize::from(width) * per_part / 8 } else { 0 };
            rest = rest.get(n_bytes..)?;
            left = left.saturating_sub(per_part);
        }
    }
    Some(bytes.len() - rest.len())
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0_u64;
    for shift in 0..10 {
        let (&byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= u64::from(byte & 0x7F).checked_shl(7 * shift)?;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn guarded(bytes: &[u8]) -> Guarded {
        let mut file = tempfile::tempfile().expect("a file can be made");
        file.write_all(&[bytes, &[0, 0, 0, 0], b"PAR1"].concat()).expect("it can be written");
        Guarded::new(file).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn what_unpacks_to_more_than_its_page_claims_is_refused() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let zeros = vec![0; 1_000_000];
        (0..70).for_each(|_| encoder.write_all(&zeros).expect("a list can be written"));
        let packed = encoder.finish().expect("a list can be written");
        let file = guarded(&packed);
        assert!(file.get_bytes(0, packed.len()).unwrap_err().to_string().contains("unpacks to more than"));
        assert!(file.get_bytes(0, packed.len() + 9).unwrap_err().to_string().contains("behind its end"));
        assert!(file.get_bytes(u64::MAX, 8).is_err());
    }

    #[test]
    fn sizes_stand_at_the_start_of_a_page() {
        let head = |bytes: &[u8]| PageHead::read(bytes).map(|head| (head.unpacked, head.packed, head.levels));
        assert_eq!(head(&[0x15, 0, 0x15, 0x90, 0x03, 0x15, 20, 0x2C]), Some((200, 10, 0)));
        let second = [0x15, 6, 0x15, 0x90, 0x03, 0x15, 20, 0x5C, 0x15, 4, 0x15, 0, 0x15, 4, 0x15, 0, 0x15, 6, 0x15, 2];
        assert_eq!(head(&second), Some((200, 10, 4)));
        assert_eq!(head(&[0x15, 0, 0x15, 1, 0x15, 20]), None, "less than nothing");
        assert_eq!(head(b"<html>"), None);
        let file = guarded(&[&[0x15, 0, 0x15, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0x15, 20, 0x2C][..], &[0; 40]].concat());
        assert!(file.get_read(0).err().is_some_and(|error| error.to_string().contains("unpacks to more than")));
    }

    #[test]
    fn lists_of_differences_have_as_many_numbers_as_they_may() {
        // 128 a block in 4 parts, 5 numbers, the first 0; one block whose parts have 8, 0, 0 and 0 bits a number.
        let list = [&[0x80, 0x01, 4, 5, 0, 0, 8, 0, 0, 0][..], &[0; 32]].concat();
        assert_eq!(delta_end(&list, 5), Some(list.len()));
        assert_eq!(delta_end(&list, 4), None, "it claims one more");
        assert_eq!(delta_end(&list[..20], 5), None, "it breaks off");
        let huge = [&[0x80, 0x01, 4][..], &[0xFF; 9], &[1, 0, 0, 0, 0, 0, 0]].concat();
        assert_eq!(delta_end(&huge, 1_000), None);
    }
}
