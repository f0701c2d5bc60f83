//! What the parser of pages writes into.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use super::{DEEPEST, Kind, LONGEST_ATTRIBUTE, MOST_NODES, NONE, Node, NodeId, Overgrown, ROOT, Tree};

/// A tree that grows, and whether it has outgrown its bounds.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    /// Names stand apart: the parser looks at one while it adds nodes.
    names: RefCell<Vec<QualName>>,
    pub overgrown: Cell<Option<Overgrown>>,
}

impl Sink {
    pub fn new() -> Self {
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

const KEPT: [&str; 23] = [
    "aria-hidden",
    "charset",
    "class",
    "content",
    "data-component",
    "data-testid",
    "datetime",
    "fallback",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "name",
    "placeholder",
    "property",
    "pubdate",
    "rel",
    "role",
    "style",
    "title",
    "type",
];
