//! A page as a tree of elements and texts, with as much of each as extraction looks at.

mod sink;

use html5ever::driver::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{QualName, parse_document};

use sink::Sink;

/// How deep elements may stand in one another. Browsers flatten what is deeper than 512.
const DEEPEST: u32 = 1_000;

/// How many elements and texts a page may have: twenty times a long page with its menus and comments.
const MOST_NODES: usize = 400_000;

/// The parser looks up from its work after so many bytes, to see whether the page has gone over a bound.
const STEP: usize = 8_192;

/// The bytes of an attribute that are kept. The longest that extraction reads is a description.
const LONGEST_ATTRIBUTE: usize = 4_000;

/// The place of a node in its tree.
pub(crate) type NodeId = u32;

/// No node.
const NONE: NodeId = u32::MAX;

/// The root of every tree.
pub(crate) const ROOT: NodeId = 0;

/// A parsed page.
pub(crate) struct Tree {
    nodes: Vec<Node>,
    names: Vec<QualName>,
}

/// What a node is.
enum Kind {
    Element(Vec<(html5ever::LocalName, String)>),
    Text(String),
    /// The document, a comment, an instruction: nothing that is read.
    Other,
}

struct Node {
    kind: Kind,
    depth: u32,
    parent: NodeId,
    first: NodeId,
    last: NodeId,
    next: NodeId,
    previous: NodeId,
}

/// Why a page cannot be made a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overgrown {
    /// Its elements stand too deep in one another.
    Deep,
    /// It has too many of them.
    Large,
}

impl Overgrown {
    /// The bound, in a sentence.
    pub fn said(self) -> String {
        match self {
            Self::Deep => format!("its elements stand more than {DEEPEST} deep in one another"),
            Self::Large => format!("it has more than {MOST_NODES} elements and texts"),
        }
    }
}

impl Tree {
    /// The tree of a page, in time that the page's length bounds.
    pub fn parse(html: &str) -> Result<Self, Overgrown> {
        let mut parser = parse_document(Sink::new(), ParseOpts::default());
        let mut rest = html;
        while !rest.is_empty() {
            let mut end = rest.len().min(STEP);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
            parser.process(StrTendril::from_slice(&rest[..end]));
            rest = &rest[end..];
            if let Some(overgrown) = parser.tokenizer.sink.sink.overgrown.get() {
                return Err(overgrown);
            }
        }
        Ok(parser.finish())
    }

    /// A node's name; none for what is no element.
    pub fn name(&self, node: NodeId) -> Option<&str> {
        let is_element = matches!(self.nodes[node as usize].kind, Kind::Element(_));
        is_element.then(|| &*self.names[node as usize].local)
    }

    /// The words of a node that is a text.
    pub fn text(&self, node: NodeId) -> Option<&str> {
        match &self.nodes[node as usize].kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An attribute of an element.
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        let Kind::Element(attributes) = &self.nodes[node as usize].kind else { return None };
        attributes.iter().find(|(local, _)| &**local == name).map(|(_, value)| value.as_str())
    }

    /// The element or document that a node stands in.
    pub fn parent(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].parent)
    }

    /// The first node within a node.
    pub fn first_child(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].first)
    }

    /// The node after a node, in the same parent.
    pub fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        some(self.nodes[node as usize].next)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The nodes within `top` and itself, in the order of the page.
    pub fn within(&self, top: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = Some(top);
        std::iter::from_fn(move || {
            let node = next?;
            next = self.first_child(node).or_else(|| self.after(node, top));
            Some(node)
        })
    }

    /// The node that follows all that is within `node`, as long as it is within `top`.
    pub fn after(&self, mut node: NodeId, top: NodeId) -> Option<NodeId> {
        while node != top {
            if let Some(next) = self.next_sibling(node) {
                return Some(next);
            }
            node = self.parent(node)?;
        }
        None
    }

    /// All words within a node, as they stand.
    pub fn words_within(&self, top: NodeId) -> String {
        let mut words = String::new();
        for text in self.within(top).filter_map(|node| self.text(node)) {
            words.push_str(text);
            words.push(' ');
        }
        words
    }

    fn detach(&mut self, node: NodeId) {
        let Node { parent, next, previous, .. } = self.nodes[node as usize];
        match some(previous) {
            Some(previous) => self.nodes[previous as usize].next = next,
            None if parent != NONE => self.nodes[parent as usize].first = next,
            None => {}
        }
        match some(next) {
            Some(next) => self.nodes[next as usize].previous = previous,
            None if parent != NONE => self.nodes[parent as usize].last = previous,
            None => {}
        }
        let node = &mut self.nodes[node as usize];
        (node.parent, node.next, node.previous) = (NONE, NONE, NONE);
    }

    /// Puts `node` into `parent`, before `next` or as the last.
    fn attach(&mut self, parent: NodeId, node: NodeId, next: NodeId) {
        self.detach(node);
        let previous = match some(next) {
            Some(next) => std::mem::replace(&mut self.nodes[next as usize].previous, node),
            None => std::mem::replace(&mut self.nodes[parent as usize].last, node),
        };
        match some(previous) {
            Some(previous) => self.nodes[previous as usize].next = node,
            None => self.nodes[parent as usize].first = node,
        }
        let depth = self.nodes[parent as usize].depth + 1;
        let node = &mut self.nodes[node as usize];
        (node.parent, node.next, node.previous, node.depth) = (parent, next, previous, depth);
    }

    fn last_text_before(&mut self, parent: NodeId, next: NodeId) -> Option<&mut String> {
        let before = match some(next) {
            Some(next) => self.nodes[next as usize].previous,
            None => self.nodes[parent as usize].last,
        };
        match &mut self.nodes[some(before)? as usize].kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn some(node: NodeId) -> Option<NodeId> {
    (node != NONE).then_some(node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_a_tree_in_the_order_of_the_page() {
        let tree = Tree::parse("<p id=a>One <b>two</b><!-- no --></p><table>three<tr><td>four</table>").unwrap();
        let words: Vec<&str> = tree.within(ROOT).filter_map(|node| tree.text(node)).collect();
        assert_eq!(words, ["One ", "two", "three", "four"]);
        let paragraph = tree.within(ROOT).find(|&node| tree.name(node) == Some("p")).unwrap();
        assert_eq!(tree.attribute(paragraph, "id"), Some("a"));
        assert_eq!(tree.words_within(paragraph), "One  two ");
    }

    #[test]
    fn what_is_deep_or_large_is_refused_soon() {
        assert_eq!(Tree::parse(&"<div>".repeat(100_000)).err(), Some(Overgrown::Deep));
        assert_eq!(Tree::parse(&"<br>".repeat(400_001)).err(), Some(Overgrown::Large));
        let reopened: String = (0..400).map(|at| format!("<b id={at}>")).collect();
        assert_eq!(
            Tree::parse(&("<p>".to_owned() + &reopened + &"</p><p>x".repeat(20_000))).err(),
            Some(Overgrown::Large)
        );
        assert!(Tree::parse(&"<p>x</p>".repeat(50_000)).is_ok());
    }
}
