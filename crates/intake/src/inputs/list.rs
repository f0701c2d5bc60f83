//! Lists in JSON. Only the object at hand is taken apart: what JSON holds takes many times its room.

use serde::de::IgnoredAny;
use serde_json::{Deserializer, Map, Value};

use super::table::item_of_object;
use super::{Items, Settings, lone};
use crate::error::Error;

/// The reports in a JSON value: one object, or a list of them.
pub(super) fn items(bytes: &[u8], name: String, settings: &Settings) -> Items {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii();
    if let Err(error) = serde_json::from_slice::<IgnoredAny>(bytes) {
        return lone(Error::Broken { path: name, what: format!("it is no JSON that can be read ({error})") });
    }
    let is_list = bytes.starts_with(b"[");
    let inner = if is_list { &bytes[1..bytes.len() - 1] } else { bytes };
    let mut list = List { bytes: inner.to_vec(), at: 0, n_taken: 0 };
    let settings = settings.clone();
    Box::new(std::iter::from_fn(move || {
        let (from, to) = list.next()?;
        let source = format!("{name}#{}", list.n_taken);
        let most = settings.limits.max_page_bytes * 2;
        let what = match &list.bytes[from..to] {
            object if object.starts_with(b"{") && object.len() > most => {
                return Some(Err(Error::TooLarge { path: source, limit: most }));
            }
            object if object.starts_with(b"{") => match serde_json::from_slice::<Map<String, Value>>(object) {
                Ok(object) => return Some(item_of_object(&object, source, &settings)),
                Err(error) => format!("it is no JSON object that can be read ({error})"),
            },
            _ => match list.skip_others() {
                0 => "it is no JSON object".to_owned(),
                n => format!("it is no JSON object, nor are the {n} behind it"),
            },
        };
        Some(Err(Error::Broken { path: source, what }))
    }))
}

/// What stands between the brackets of a list that was looked through before.
struct List {
    bytes: Vec<u8>,
    at: usize,
    n_taken: usize,
}

impl List {
    /// Where the next value begins and ends.
    fn next(&mut self) -> Option<(usize, usize)> {
        let from = self.start()?;
        let mut values = Deserializer::from_slice(&self.bytes[from..]).into_iter::<IgnoredAny>();
        values.next()?.ok()?;
        self.at = from + values.byte_offset();
        self.n_taken += 1;
        Some((from, self.at))
    }

    /// Passes over values that are no objects; how many there were.
    fn skip_others(&mut self) -> usize {
        let mut n = 0;
        while self.start().is_some_and(|at| self.bytes[at] != b'{') && self.next().is_some() {
            n += 1;
        }
        n
    }

    /// Where the next value begins.
    fn start(&self) -> Option<usize> {
        let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
        (self.at..self.bytes.len()).find(|&at| !is_between(&self.bytes[at]))
    }
}
