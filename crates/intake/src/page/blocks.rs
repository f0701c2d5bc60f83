//! A page's words in blocks, as they are seen one below the other.

use super::authors;
use super::marks::{Hidden, Mark, is_hidden, mark_of};
use super::tree::{NodeId, ROOT, Tree};
use crate::furniture::dates;

/// Words that stand together: a paragraph, a heading, an item of a list, a cell.
#[derive(Debug)]
pub(crate) struct Block {
    /// The words, white space single.
    pub text: String,
    /// The bytes of them that are links.
    pub n_linked: usize,
    /// The element that they stand in.
    pub node: NodeId,
    /// What that element is.
    pub shape: Shape,
    /// What the words are by their own elements, where those within the block say so for nearly all of it.
    pub mark: Option<Mark>,
}

/// The shape of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A paragraph.
    Paragraph,
    /// A heading of this rank.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A cell of a table.
    Cell,
    /// A term that is defined.
    Term,
    /// Anything else.
    Other,
}

impl Block {
    /// The bytes that are no links.
    pub fn n_free(&self) -> usize {
        self.text.len() - self.n_linked.min(self.text.len())
    }

    /// Whether nearly all of it is links.
    pub fn is_link(&self) -> bool {
        self.n_linked * 10 >= self.text.len() * 8
    }
}

/// A page's blocks and the marks of its elements.
pub(crate) struct Blocks {
    /// In the order of the page.
    pub blocks: Vec<Block>,
    /// The mark of each node.
    pub marks: Vec<Option<Mark>>,
    /// The elements that were walked, each after the one that it stands in.
    pub order: Vec<NodeId>,
    /// How many elements were left out since they are hidden.
    pub n_hidden: usize,
}

impl Blocks {
    /// The blocks of a page.
    pub fn of(tree: &Tree, hidden: Hidden) -> Self {
        let mut walk = Walk {
            tree,
            hidden,
            blocks: Self { blocks: Vec::new(), marks: vec![None; tree.len()], order: Vec::new(), n_hidden: 0 },
            writing: Writing::default(),
            node: ROOT,
        };
        walk.all();
        walk.blocks
    }
}

/// A block being written.
#[derive(Default)]
struct Writing {
    text: String,
    n_linked: usize,
    is_spaced: bool,
    /// The bytes under each inline mark.
    marked: Vec<(Mark, usize)>,
    /// The length up to the last line break.
    n_before_break: usize,
}

struct Walk<'a> {
    tree: &'a Tree,
    hidden: Hidden,
    blocks: Blocks,
    writing: Writing,
    /// The block element that is being written in.
    node: NodeId,
}

impl Walk<'_> {
    fn all(&mut self) {
        // Inline elements that are open: links, and those that carry a mark.
        let (mut links, mut inline) = (0_usize, Vec::<(NodeId, Mark)>::new());
        let mut at = Some(ROOT);
        while let Some(node) = at {
            if let Some(text) = self.tree.text(node) {
                let is_kept_as_is = self.tree.name(self.node) == Some("pre");
                self.write(text, links > 0, inline.first().map(|&(_, mark)| mark), is_kept_as_is);
            } else if let Some(name) = self.tree.name(node) {
                let is_left = self.hidden == Hidden::Left && is_hidden(self.tree, node);
                self.blocks.n_hidden += usize::from(is_left);
                let mark = if is_left { Some(Mark::Unseen) } else { mark_of(self.tree, node) };
                self.blocks.marks[node as usize] = mark;
                if name == "br" {
                    self.line_break(node);
                } else if mark != Some(Mark::Unseen) {
                    self.blocks.order.push(node);
                    if self.is_block(node, name) {
                        self.flush();
                        self.node = node;
                    } else {
                        links += usize::from(name == "a");
                        inline.extend(mark.map(|mark| (node, mark)));
                    }
                }
            } else if node == ROOT {
                self.blocks.order.push(node);
            }
            let is_entered = self.blocks.marks[node as usize] != Some(Mark::Unseen);
            if let Some(child) = self.tree.first_child(node).filter(|_| is_entered) {
                at = Some(child);
                continue;
            }
            // Leave all that ends here.
            let mut left = node;
            at = loop {
                if self.blocks.marks[left as usize] != Some(Mark::Unseen) && self.tree.name(left).is_some() {
                    let name = self.tree.name(left).unwrap_or_default();
                    if self.is_block(left, name) {
                        self.flush();
                        self.node = self.block_parent(left);
                    } else {
                        links -= usize::from(name == "a");
                        if inline.last().is_some_and(|&(open, _)| open == left) {
                            inline.pop();
                        }
                    }
                }
                if let Some(next) = self.tree.next_sibling(left) {
                    break Some(next);
                }
                match self.tree.parent(left) {
                    Some(parent) => left = parent,
                    None => break None,
                }
            };
        }
        self.flush();
    }

    fn block_parent(&self, node: NodeId) -> NodeId {
        let mut node = node;
        while let Some(parent) = self.tree.parent(node) {
            node = parent;
            if self.tree.name(node).is_some_and(|name| self.is_block(node, name)) {
                return node;
            }
        }
        ROOT
    }

    /// Whether an element stands on lines of its own. A button within a paragraph, which explains a word of it, does not.
    fn is_block(&self, node: NodeId, name: &str) -> bool {
        let is_within = || self.tree.parent(node).and_then(|parent| self.tree.name(parent)) == Some("p");
        is_block(name) && !(name == "button" && is_within())
    }

    fn write(&mut self, text: &str, is_linked: bool, mark: Option<Mark>, is_kept_as_is: bool) {
        let writing = &mut self.writing;
        let before = writing.text.len();
        for letter in text.chars() {
            if is_kept_as_is && letter == '\n' {
                writing.text.push('\n');
                writing.is_spaced = false;
            } else if letter.is_whitespace() && !is_kept_as_is {
                writing.is_spaced = true;
            } else {
                if writing.is_spaced && !writing.text.is_empty() {
                    writing.text.push(' ');
                }
                writing.is_spaced = false;
                writing.text.push(letter);
            }
        }
        let n_written = writing.text.len() - before;
        if is_linked {
            writing.n_linked += n_written;
        }
        if let Some(mark) = mark {
            match writing.marked.iter_mut().find(|(known, _)| *known == mark) {
                Some((_, n)) => *n += n_written,
                None => writing.marked.push((mark, n_written)),
            }
        }
    }

    /// A line break parts paragraphs where it is doubled or where it follows a whole line of prose.
    fn line_break(&mut self, node: NodeId) {
        let line = &self.writing.text[self.writing.n_before_break.min(self.writing.text.len())..];
        let is_prose = line.len() >= 60 && line.ends_with(['.', '!', '?', '"', '”', '’', ')', ':']);
        // A line that says by whom stands alone.
        let is_byline = |text: &str| {
            let text = text.trim();
            text.len() <= 80
                && (authors::says_by(text) || dates::dated_line(text).is_some_and(|line| line.published.is_some()))
        };
        if is_prose
            || line.is_empty()
            || is_byline(line)
            || self.next_text(node).is_some_and(is_byline)
            || self.is_doubled(node)
        {
            self.flush();
        } else {
            self.writing.is_spaced = true;
            self.writing.n_before_break = self.writing.text.len();
        }
    }

    /// The words that follow a line break.
    fn next_text(&self, node: NodeId) -> Option<&str> {
        let next = self.tree.after(node, ROOT)?;
        self.tree.within(next).take(4).find_map(|node| self.tree.text(node))
    }

    /// Whether the next thing after a line break is another.
    fn is_doubled(&self, node: NodeId) -> bool {
        let mut next = self.tree.next_sibling(node);
        while let Some(node) = next {
            match self.tree.text(node) {
                Some(text) if text.trim().is_empty() => next = self.tree.next_sibling(node),
                _ => return self.tree.name(node) == Some("br"),
            }
        }
        false
    }

    fn flush(&mut self) {
        let writing = std::mem::take(&mut self.writing);
        if writing.text.trim().is_empty() {
            return;
        }
        let len = writing.text.len();
        let mark = writing.marked.iter().find(|(_, n)| n * 10 >= len * 8).map(|&(mark, _)| mark);
        let shape = self.shape();
        let block = |text: String, n_linked| Block { text, n_linked, node: self.node, shape, mark };
        if self.tree.name(self.node) == Some("pre") {
            let paragraphs = crate::paragraphs::paragraphs(&crate::characters::lines(&writing.text));
            self.blocks.blocks.extend(paragraphs.into_iter().map(|text| block(text, 0)));
        } else {
            self.blocks.blocks.push(block(writing.text, writing.n_linked));
        }
    }

    /// The shape that the block's element gives it, or one of those close around it.
    fn shape(&self) -> Shape {
        let mut node = self.node;
        for _ in 0..3 {
            match self.tree.name(node).unwrap_or_default() {
                "p" | "blockquote" | "pre" => return Shape::Paragraph,
                "h1" => return Shape::Heading(1),
                "h2" => return Shape::Heading(2),
                "h3" => return Shape::Heading(3),
                "h4" | "h5" | "h6" | "summary" => return Shape::Heading(4),
                "li" | "dd" => return Shape::Item,
                "td" | "th" => return Shape::Cell,
                "dt" | "legend" => return Shape::Term,
                _ => {}
            }
            match self.tree.parent(node) {
                Some(parent) => node = parent,
                None => break,
            }
        }
        Shape::Other
    }
}

/// Whether an element of this name stands on lines of its own.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.binary_search(&name).is_ok() || name.contains('-')
}

const BLOCKS: [&str; 51] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "col",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        assert!(BLOCKS.is_sorted());
        let blocks = Blocks::of(&Tree::parse(html).unwrap_or_else(|_| unreachable!("a small page")), Hidden::Left);
        let texts: Vec<&str> = blocks.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn blocks_part_where_lines_do() {
        check("<div>One <b>two</b>\n three<p>four</p>five</div>", &["One two three", "four", "five"]);
        check("<p>A line<br>and its rest<br><br>Another", &["A line and its rest", "Another"]);
        check("<script>no</script><p hidden>no<p style='display: none'>no<p>yes", &["yes"]);
        check("<pre>One line\nof two\n\nTwo</pre>", &["One line", "of two", "Two"]);
    }

    #[test]
    fn links_are_counted() {
        let tree = Tree::parse("<p><a href=x>Read this</a> now").unwrap_or_else(|_| unreachable!("a small page"));
        let blocks = Blocks::of(&tree, Hidden::Left).blocks;
        assert_eq!((blocks[0].n_linked, blocks[0].n_free()), (9, 4));
    }
}
