//! The elements of a page that only describe it.

use super::metadata::single;
use super::tree::{NodeId, ROOT, Tree};

/// The elements of a page that only describe it.
#[derive(Default)]
pub(crate) struct Head {
    /// Names and values of `meta` elements, the names in small letters.
    metas: Vec<(String, String)>,
    pub title: Option<String>,
    pub canonical: Option<String>,
    /// The language that the page says it is in.
    pub language: Option<String>,
}

/// The `meta` elements that are kept of one page.
const MOST_METAS: usize = 500;

impl Head {
    pub fn of(tree: &Tree) -> Self {
        let mut head = Self::default();
        for node in tree.within(ROOT) {
            match tree.name(node) {
                Some("meta") if head.metas.len() < MOST_METAS => {
                    let name = ["property", "name", "itemprop"].iter().find_map(|key| tree.attribute(node, key));
                    let value = tree.attribute(node, "content").map(single).filter(|value| !value.is_empty());
                    if let (Some(name), Some(value)) = (name, value) {
                        head.metas.push((name.trim().to_ascii_lowercase(), value));
                    }
                }
                Some("html") if head.language.is_none() => {
                    head.language = tree.attribute(node, "lang").map(str::to_owned);
                }
                Some("title") if head.title.is_none() && !is_in_drawing(tree, node) => {
                    head.title = Some(single(&tree.words_within(node))).filter(|title| !title.is_empty());
                }
                Some("link") if head.canonical.is_none() && tree.attribute(node, "rel") == Some("canonical") => {
                    head.canonical = tree.attribute(node, "href").map(|href| href.trim().to_owned());
                }
                _ => {}
            }
        }
        head
    }

    /// The values of these elements, by name first.
    pub fn all(&self, names: &'static [&'static str]) -> impl Iterator<Item = &str> {
        names.iter().flat_map(move |name| {
            self.metas.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
        })
    }

    pub fn one(&self, names: &'static [&'static str]) -> Option<String> {
        self.all(names).next().map(str::to_owned)
    }
}

fn is_in_drawing(tree: &Tree, node: NodeId) -> bool {
    tree.parent(node)
        .and_then(|parent| tree.name(parent))
        .is_some_and(|name| name == "svg" || name == "symbol" || name == "g")
}
