//! Tables in Parquet: as writers write them, and as attackers do.

// What makes and reads files here serves tests alone; where it fails, the test fails.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::sync::Arc;

use intake::{Settings, items_of_path};
use parquet::basic::{Compression, Encoding, GzipLevel, ZstdLevel};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

const SCHEMA: &str =
    "message table { optional binary title (STRING); optional binary text (STRING); optional int32 published (DATE); }";

/// A table of these texts, each under a title with its number, and of 12 March 2024.
fn table(texts: &[Option<ByteArray>], properties: WriterPropertiesBuilder) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build())).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let levels: Vec<i16> = texts.iter().map(|text| i16::from(text.is_some())).collect();
    let titles: Vec<ByteArray> = (1..=texts.len())
        .filter(|at| texts[at - 1].is_some())
        .map(|at| ByteArray::from(format!("Ferry {at} of Alder is late").into_bytes()))
        .collect();
    let words: Vec<ByteArray> = texts.iter().flatten().cloned().collect();
    let mut cells = [titles, words].into_iter();
    while let Some(mut column) = group.next_column().unwrap() {
        match column.untyped() {
            ColumnWriter::ByteArrayColumnWriter(column) => {
                column.write_batch(&cells.next().unwrap(), Some(&levels), None).unwrap()
            }
            ColumnWriter::Int32ColumnWriter(column) => {
                let days = vec![19_794; levels.iter().filter(|&&level| level == 1).count()];
                column.write_batch(&days, Some(&levels), None).unwrap()
            }
            _ => unreachable!("the schema has no other columns"),
        };
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.into_inner().unwrap()
}

fn text(at: usize) -> Option<ByteArray> {
    let words = format!(
        "The ferry to Alder left {at} hours late on Monday, and nobody on the quay was told why, people who waited for it said.\n\nIts owner would not speak."
    );
    Some(ByteArray::from(words.into_bytes()))
}

/// What is read of these bytes: titles and days, and what is told of the rest.
fn read(bytes: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in");
    fs::write(&path, bytes).unwrap();
    let settings = Settings::default();
    items_of_path(&path, &settings)
        .map(|item| match item.and_then(|item| item.report(settings.limits)) {
            Ok(report) => format!("{} {}", report.title.unwrap_or_default(), report.published.unwrap_or_default()),
            Err(error) => error.to_string().replace(&path.display().to_string(), "in"),
        })
        .collect()
}

fn usual() -> WriterPropertiesBuilder {
    WriterProperties::builder()
}

#[test]
fn tables_are_read_however_they_are_packed_and_encoded() {
    let texts: Vec<_> = (1..=300).map(|at| if at == 7 { None } else { text(at) }).collect();
    let packings = [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(GzipLevel::default()),
        Compression::ZSTD(ZstdLevel::default()),
    ];
    for packing in packings {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            for encoding in
                [None, Some(Encoding::PLAIN), Some(Encoding::DELTA_LENGTH_BYTE_ARRAY), Some(Encoding::DELTA_BYTE_ARRAY)]
            {
                let properties = usual().set_compression(packing).set_writer_version(version);
                let properties = match encoding {
                    Some(encoding) => {
                        properties.set_dictionary_enabled(false).set_column_encoding("text".into(), encoding)
                    }
                    None => properties,
                };
                let found = read(&table(&texts, properties.set_data_page_row_count_limit(64)));
                let what = format!("{packing:?} {version:?} {encoding:?}: {:?}", found.last());
                assert_eq!(found.len(), 300, "{what}");
                assert_eq!(found[299], "Ferry 300 of Alder is late 2024-03-12", "{what}");
                assert!(found[6].starts_with("in#7 has no text"), "{what}");
            }
        }
    }
}

#[test]
fn a_cell_that_is_meant_many_times_is_read_so_far_and_no_further() {
    let long = ByteArray::from("The quay of Port Sale stayed shut on Monday. ".repeat(1_200).into_bytes());
    let bytes = table(&vec![Some(long); 4_000], usual().set_compression(Compression::ZSTD(ZstdLevel::default())));
    assert!(bytes.len() < 400_000);
    let settings = Settings::default();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in");
    fs::write(&path, &bytes).unwrap();
    let (mut n_items, mut last) = (0, None);
    for item in items_of_path(&path, &settings) {
        n_items += 1;
        last = item.err();
    }
    assert!(n_items < 2_000, "{n_items}");
    assert!(last.unwrap().to_string().contains("its cells have more than 200 times the bytes of the file"));
}

#[test]
fn claims_that_cannot_be_true_are_refused() {
    let rows = table(&vec![None; 3_000_000], usual().set_compression(Compression::ZSTD(ZstdLevel::default())));
    let found = read(&rows);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("it claims 3000000 rows, which its"), "{}", found[0]);
    let page = Some(ByteArray::from(vec![b' '; 70_000_000]));
    let found = read(&table(&[page], usual().set_compression(Compression::SNAPPY)));
    assert!(found[0].contains("a page of it unpacks to more than 64000000 bytes"), "{}", found[0]);
    let good = table(&[text(1), text(2)], usual());
    for claim in [u32::MAX, i32::MAX as u32, 1_000_000, 40_000_000, 0, 3] {
        let mut bytes = good.clone();
        let at = bytes.len() - 8;
        bytes[at..at + 4].copy_from_slice(&claim.to_le_bytes());
        let found = read(&bytes);
        assert!(found.len() == 1 && found[0].starts_with("cannot read in: "), "{claim}: {found:?}");
    }
    let found = read(&good[..good.len() - 20]);
    assert!(found[0].starts_with("cannot read in: "), "{found:?}");
    let found = read(b"PAR1");
    assert!(found[0].starts_with("cannot read in: "), "{found:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_table_ends(
        packing in 0..3_usize,
        encoding in 0..3_usize,
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        is_of_footer in any::<bool>(),
    ) {
        let packing = [Compression::UNCOMPRESSED, Compression::GZIP(GzipLevel::default()), Compression::ZSTD(ZstdLevel::default())][packing];
        let encoding = [Encoding::PLAIN, Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY][encoding];
        let properties = usual().set_compression(packing).set_dictionary_enabled(encoding == Encoding::PLAIN);
        let texts: Vec<_> = (1..20).map(text).collect();
        let mut bytes = table(&texts, properties.set_column_encoding("text".into(), encoding));
        let from = if is_of_footer { bytes.len() - 400 } else { 4 };
        let n = bytes.len() - from - 8;
        for (at, byte) in damage {
            bytes[from + at.index(n)] = byte;
        }
        intake::bodies::any_file(&bytes);
    }
}
