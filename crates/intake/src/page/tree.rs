//! A page as a tree of elements and texts, with as much of each as extraction looks at.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::driver::ParseOpts;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, QualName, parse_document};

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

/// What the parser writes into.
struct Sink {
    tree: RefCell<Tree>,
    /// Names stand apart: the parser looks at one while it adds nodes.
    names: RefCell<Vec<QualName>>,
    overgrown: Cell<Option<Overgrown>>,
}

impl Sink {
    fn new() -> Self {
        let sink = Self {
            tree: RefCell::new(Tree { nodes: Vec::new(), names: Vec::new() }),
            names: RefCell::new(Vec::new()),
            overgrown: Cell::new(None),
        };
        sink.add(Kind::Other, nameless());
        sink
    }

    fn add(&self, kind: Kind, name: QualName) -> NodeId {
        let nodes = &mut self.tree.borrow_mut().nodes;
        if nodes.len() >= MOST_NODES {
            self.overgrown.set(Some(Overgrown::Large));
        }
        nodes.push(Node { kind, depth: 0, parent: NONE, first: NONE, last: NONE, next: NONE, previous: NONE });
        self.names.borrow_mut().push(name);
        (nodes.len() - 1) as NodeId
    }

    fn insert(&self, parent: NodeId, child: NodeOrText<NodeId>, next: NodeId) {
        let node = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                if let Some(before) = self.tree.borrow_mut().last_text_before(parent, next) {
                    before.push_str(&text);
                    return;
                }
                self.add(Kind::Text(text.to_string()), nameless())
            }
        };
        let mut tree = self.tree.borrow_mut();
        tree.attach(parent, node, next);
        if tree.nodes[node as usize].depth > DEEPEST {
            self.overgrown.set(Some(Overgrown::Deep));
        }
    }
}

fn nameless() -> QualName {
    QualName::new(None, html5ever::ns!(), html5ever::local_name!(""))
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { names: self.names.into_inner(), ..self.tree.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, node: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.names.borrow(), |names| &names[*node as usize])
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(Kind::Element(kept(attributes).collect()), name)
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Kind::Other, nameless())
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Kind::Other, nameless())
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, child, NONE);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let is_placed = self.tree.borrow().parent(*element).is_some();
        if is_placed {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // What is in a template is not seen: it hangs nowhere.
        let _ = target;
        self.add(Kind::Other, nameless())
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.tree.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.insert(parent, child, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        if let Kind::Element(there) = &mut self.tree.borrow_mut().nodes[*target as usize].kind {
            for (name, value) in kept(attributes) {
                if there.iter().all(|(known, _)| *known != name) {
                    there.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut tree = self.tree.borrow_mut();
        while let Some(child) = tree.first_child(*node) {
            tree.attach(*new_parent, child, NONE);
        }
    }
}

/// The attributes that extraction reads, each cut to a bound.
fn kept(attributes: Vec<Attribute>) -> impl Iterator<Item = (html5ever::LocalName, String)> {
    attributes.into_iter().filter(|attribute| KEPT.contains(&&*attribute.name.local)).map(|attribute| {
        let mut end = attribute.value.len().min(LONGEST_ATTRIBUTE);
        while !attribute.value.is_char_boundary(end) {
            end -= 1;
        }
        (attribute.name.local, attribute.value[..end].to_owned())
    })
}

const KEPT: [&str; 20] = [
    "aria-hidden",
    "charset",
    "class",
    "content",
    "data-component",
    "data-testid",
    "datetime",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "type",
];

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
