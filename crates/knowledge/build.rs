//! Orders the names of the embedded tables, so that nothing is sorted or hashed at run time.

use std::{env, fs, io, path::Path};

#[path = "src/name.rs"]
#[allow(dead_code)]
mod name;
#[path = "src/table.rs"]
mod table;

/// Each table with its file of orders and the columns that its names stand in.
const ORDERS: [(&str, &str, &[usize]); 9] = [
    ("countries.tsv", "countries.order", &[0]),
    ("country_words.tsv", "country_words.order", &[0]),
    ("entities.tsv", "entities.order", &[5, 6]),
    ("entities.tsv", "ids.order", &[0]),
    ("entities.tsv", "domains.order", &[9]),
    ("entities.tsv", "surnames.order", &[7]),
    ("places.tsv", "places.order", &[1, 2]),
    ("titles.tsv", "titles.order", &[0]),
    ("groups.tsv", "groups.order", &[0]),
];

#[allow(clippy::disallowed_methods, reason = "a build script is told its folders by the environment")]
fn main() -> io::Result<()> {
    let data = Path::new("../../data/knowledge");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let mut hasher = blake3::Hasher::new();
    for (file, order_file, columns) in ORDERS {
        let path = data.join(file);
        println!("cargo::rerun-if-changed={}", path.display());
        let text = fs::read_to_string(&path)?;
        fs::write(Path::new(&out).join(order_file), table::order(&text, columns))?;
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    fs::write(Path::new(&out).join("tables.hash"), hasher.finalize().to_hex().as_str())?;
    Ok(())
}
