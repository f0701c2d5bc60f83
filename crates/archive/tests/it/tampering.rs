//! A changed byte is found.

use std::path::{Path, PathBuf};

use archive::Archive;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::made::{Raid, run};

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// An archive with something in every table.
fn archive_in(folder: &Path) -> PathBuf {
    let path = folder.join("news.db");
    let mut archive = Archive::open(&path).unwrap();
    let records = [
        Raid::default().record(),
        Raid { outlet: "Herald", said: true, more: "Trains ran late on all lines.", ..Raid::default() }.record(),
        Raid { outlet: "Kurier", day: "2024-04-01", on: "2024-04-01", more: "", ..Raid::default() }.record(),
        Raid { outlet: "Kurier", day: "2024-05-01", on: "2024-05-01", more: "", ..Raid::default() }.record(),
    ];
    assert_eq!(archive.add(&records, &mut run()).unwrap().refused, Vec::<String>::new());
    archive.retract(&records[3].report.id, Some("an error"), "2024-05-02T08:00:00Z").unwrap();
    let found = archive.search(&archive::Search { types: vec!["ASSAULT".into()], ..Default::default() }).unwrap();
    let ids: Vec<String> = found
        .hits
        .into_iter()
        .map(|hit| match hit {
            archive::Hit::Event(event) => event.id,
            other => panic!("{other:?}"),
        })
        .collect();
    archive.join(&ids[0], &ids[1], Some("one raid"), "2024-05-02T08:00:00Z").unwrap();
    assert_eq!(archive.verify().unwrap().faults, Vec::<String>::new());
    drop(archive);
    let db = Connection::open(&path).unwrap();
    db.pragma_update(None, "journal_mode", "DELETE").unwrap();
    path
}

fn is_found(path: &Path) -> bool {
    match Archive::existing(path).and_then(|archive| archive.verify()) {
        Ok(verified) => !verified.faults.is_empty(),
        Err(_) => true,
    }
}

/// The tables that hold what was written. The index of words is made of the texts, and checked by SQLite's own means: not
/// every byte of it has a meaning.
fn tables(db: &Connection) -> Result<Vec<String>, rusqlite::Error> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        AND name <> 'words' AND substr(name, 1, 6) <> 'words_'";
    let mut query = db.prepare(sql)?;
    let names = query.query_map([], |row| row.get(0))?;
    names.collect()
}

/// Changes one byte of one value; `None` where the table has none, or the change cannot be.
fn tamper(db: &Connection, table: &str, chance: &mut Chance) -> Option<String> {
    let n_rows: usize = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
    let offset = chance.below(n_rows);
    let mut query = db.prepare(&format!("SELECT * FROM {table} LIMIT 1 OFFSET {offset}")).unwrap();
    let names: Vec<String> = query.column_names().into_iter().map(str::to_owned).collect();
    let row: Vec<Value> =
        query.query_map([], |row| (0..names.len()).map(|at| row.get(at)).collect()).unwrap().next()?.unwrap();
    let at = chance.below(names.len());
    let mut bytes_changed = |mut bytes: Vec<u8>| {
        let byte = chance.below(bytes.len());
        *bytes.get_mut(byte)? ^= 1;
        Some(bytes)
    };
    let changed = match row[at].clone() {
        Value::Null => return None,
        Value::Integer(number) => Value::Integer(number ^ 1),
        Value::Real(number) => Value::Real(f64::from_bits(number.to_bits() ^ 1)),
        Value::Text(text) => Value::Text(String::from_utf8(bytes_changed(text.into_bytes())?).ok()?),
        Value::Blob(bytes) => Value::Blob(bytes_changed(bytes)?),
    };
    let same: Vec<String> = (0..names.len()).map(|at| format!("{} IS ?{}", names[at], at + 1)).collect();
    let sql = format!("UPDATE {table} SET {} = ?{} WHERE {}", names[at], names.len() + 1, same.join(" AND "));
    let told = format!("{table}.{}: {:?} for {:?}", names[at], changed, row[at]);
    let values = row.into_iter().chain([changed]);
    match db.execute(&sql, rusqlite::params_from_iter(values)) {
        Ok(1) => Some(told),
        _ => None,
    }
}

#[test]
fn each_of_a_hundred_changed_values_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive_in(folder.path());
    let copy = folder.path().join("copy.db");
    let mut chance = Chance(0x5EED);
    let (mut n, mut turn, mut missed) = (0, 0, Vec::new());
    let mut touched = std::collections::BTreeSet::new();
    while n < 100 {
        std::fs::copy(&path, &copy).unwrap();
        let db = Connection::open(&copy).unwrap();
        db.pragma_update(None, "foreign_keys", false).unwrap();
        let tables = tables(&db).unwrap();
        // Every table has its turn.
        let table = tables[turn % tables.len()].clone();
        turn += 1;
        let Some(told) = tamper(&db, &table, &mut chance) else { continue };
        drop(db);
        n += 1;
        touched.insert(table);
        if !is_found(&copy) {
            missed.push(told);
        }
    }
    assert_eq!(missed, Vec::<String>::new());
    assert!(touched.len() >= 30, "{touched:?}");
}

/// All that can be read from the file.
fn all_of(path: &Path) -> Result<Vec<Vec<Value>>, rusqlite::Error> {
    let db = Connection::open(path)?;
    let mut rows = Vec::new();
    for table in tables(&db)?.iter().map(String::as_str).chain(["sqlite_schema"]) {
        let mut query = db.prepare(&format!("SELECT * FROM {table}"))?;
        let n_columns = query.column_count();
        let found =
            query.query_map([], |row| (0..n_columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>())?;
        for row in found {
            rows.push(row?);
        }
    }
    Ok(rows)
}

#[test]
fn each_of_a_hundred_changed_bytes_of_the_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = archive_in(folder.path());
    let whole = std::fs::read(&path).unwrap();
    let before = all_of(&path).unwrap();
    let copy = folder.path().join("copy.db");
    let mut chance = Chance(0xFACE);
    let (mut n, mut missed) = (0, Vec::new());
    while n < 100 {
        let mut bytes = whole.clone();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        std::fs::write(&copy, &bytes).unwrap();
        // A byte that nothing is read from, on a free page say, changes nothing.
        if tables_read_as(&copy, &before) {
            continue;
        }
        n += 1;
        if !is_found(&copy) {
            missed.push(at);
        }
    }
    assert_eq!(missed, Vec::<usize>::new());
}

fn tables_read_as(path: &Path, before: &[Vec<Value>]) -> bool {
    all_of(path).is_ok_and(|rows| rows == before)
}
