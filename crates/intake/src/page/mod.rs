//! Web pages: which words on them are the report, and what the page says of it.

mod authors;
mod blocks;
mod days;
mod fates;
mod header;
mod linked_data;
mod marks;
mod metadata;
mod published;
mod region;
mod tree;

use record::RemovedKind;

pub(crate) use days::day_in;
pub(crate) use metadata::{Metadata, single};
pub(crate) use tree::Overgrown;

use self::blocks::Blocks;
use self::fates::{Fate, fates};
use self::region::{Region, prose};
use self::tree::Tree;
use crate::cleaning::Given;

/// A page taken apart.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// What it says of its report.
    pub metadata: Metadata,
    /// The report's words and what stood among them, in the order of the page; without the title.
    pub paragraphs: Vec<Given>,
}

/// The bytes of prose below which a page's own words count for less than those that its data give.
const LITTLE: f64 = 200.0;

impl Page {
    /// Takes a page apart. `address` is where it came from, if that is known.
    pub fn of(html: &str, address: Option<&str>) -> Result<Self, Overgrown> {
        let tree = Tree::parse(html)?;
        let blocks = Blocks::of(&tree);
        let region = Region::of(&tree, &blocks);
        let mut metadata = Metadata::of(&tree, &blocks, &region, address);
        let fates = fates(&tree, &blocks, &region, metadata.title.as_deref());
        let told = region.blocks.iter().map(|&at| &blocks.blocks[at]).zip(&fates);
        let n_prose: f64 =
            told.clone().filter(|(_, fate)| **fate == Fate::Body).map(|(block, _)| prose(block).max(0.0)).sum();
        if let Some(body) = metadata.body.take().filter(|body| n_prose < LITTLE && body.len() as f64 > 2.0 * n_prose) {
            let lines = crate::characters::lines(&without_tags(&body));
            let paragraphs = crate::paragraphs::paragraphs(&lines).into_iter().map(Given::body).collect();
            return Ok(Self { metadata, paragraphs });
        }
        let last = fates.iter().rposition(|fate| *fate == Fate::Body).filter(|&at| at > 0);
        let mut paragraphs = Vec::new();
        for (at, (block, fate)) in told.enumerate() {
            let removed = match fate {
                Fate::Body if Some(at) == last && tells_of(&block.text, &metadata.byline) => Some(RemovedKind::Byline),
                Fate::Body => None,
                Fate::Removed(kind) => Some(*kind),
                Fate::Header(marks::Mark::Byline) => Some(RemovedKind::Byline),
                Fate::Header(_) => Some(RemovedKind::Boilerplate),
                Fate::Title | Fate::Foreign => continue,
            };
            let text = single(&block.text);
            if !text.is_empty() {
                paragraphs.push(Given { text, removed });
            }
        }
        // A deck stands over the body; what is called so further down is a summary of something else.
        let first = paragraphs.iter().position(|given| given.removed.is_none()).unwrap_or(paragraphs.len());
        for given in paragraphs.iter_mut().skip(first).filter(|given| given.removed == Some(RemovedKind::Deck)) {
            given.removed = Some(RemovedKind::Boilerplate);
        }
        Ok(Self { metadata, paragraphs })
    }

    /// Whether there is nothing on the page that reads like a report.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.iter().all(|given| given.removed.is_some())
    }
}

/// Whether a paragraph says who one of these is, as papers do under a report: "Ines Varga is a hydrologist in Alder."
fn tells_of(text: &str, names: &[String]) -> bool {
    text.len() <= 300
        && names.iter().filter_map(|name| text.strip_prefix(name.as_str())).any(|rest| {
            [" is a ", " is an ", " is the ", " writes ", " covers ", " reports "]
                .iter()
                .any(|words| rest.starts_with(words))
                && !rest.contains(['“', '"'])
        })
}

/// A text in which somebody left tags, without them.
pub(crate) fn without_tags(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let Ok(tree) = Tree::parse(text) else { return text.to_owned() };
    let blocks = Blocks::of(&tree).blocks;
    blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n\n")
}
