//! Which part of a page its report stands in.

use std::collections::HashSet;

use super::blocks::{Block, Blocks, Shape};
use super::marks::{Mark, words_of};
use super::threads;
use super::tree::{NodeId, ROOT, Tree};

/// The part of a page that the report stands in.
pub(crate) struct Region {
    /// The blocks of the report, furniture among them, in the order of the page.
    pub blocks: Vec<usize>,
    /// The mark of each block of the page, from its own element or one that it stands in.
    pub marks: Vec<Option<Mark>>,
    /// The mark of each element, from itself or one that it stands in, where that is believed.
    pub believed: Vec<Option<Mark>>,
}

impl Region {
    /// Finds the element whose words are most prose and least anything else, and what of the prose around it belongs
    /// to it. `title` is the block that shows the report's title.
    pub fn of(tree: &Tree, page: &Blocks, title: Option<usize>) -> Self {
        let believed = believed(tree, page, title);
        let marks: Vec<Option<Mark>> =
            page.blocks.iter().map(|block| believed[block.node as usize].or(block.mark)).collect();
        let values = values(tree, page, &marks);
        let top = top(tree, page, &values, title);
        let mut is_within = vec![false; tree.len()];
        for node in tree.within(top) {
            is_within[node as usize] = true;
        }
        let mut blocks: Vec<usize> =
            (0..page.blocks.len()).filter(|&at| is_within[page.blocks[at].node as usize]).collect();
        let (Some(&first), Some(&last)) = (blocks.first(), blocks.last()) else {
            return Self { blocks, marks, believed };
        };
        let mut around = before(page, &marks, first, title);
        around.append(&mut blocks);
        around.extend(after(tree, page, &marks, top, last));
        Self { blocks: around, marks, believed }
    }
}

/// How much a block speaks for being part of a report: its bytes of prose, or less than nothing.
pub(crate) fn prose(block: &Block) -> f64 {
    let n_free = block.n_free() as f64;
    let n_linked = block.text.len() as f64 - n_free;
    if block.n_linked * 2 > block.text.len() {
        return -0.5 * n_linked.min(80.0);
    }
    if ["©", "Copyright "].iter().any(|start| block.text.starts_with(start)) && block.text.len() < 200 {
        return 0.0;
    }
    let is_sentence = has_sentence(&block.text);
    match block.shape {
        Shape::Paragraph if is_sentence || n_free >= 100.0 => n_free,
        Shape::Paragraph => 0.3 * n_free,
        Shape::Heading(_) | Shape::Term => 0.0,
        Shape::Item if is_sentence && n_free >= 60.0 => 0.6 * n_free,
        Shape::Cell | Shape::Other if is_sentence && n_free >= 60.0 => 0.8 * n_free,
        _ => -8.0,
    }
}

/// Whether a sentence ends in it, as far as its signs tell.
pub(crate) fn has_sentence(text: &str) -> bool {
    let ended = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', ' ']);
    ended.ends_with(['.', '!', '?', ':', '…']) || text.contains(". ") || text.contains(".” ") || text.contains("? ")
}

/// The mark of each element. A mark that would take away most of what the page says is not believed, nor one of an element
/// that holds both the report's title and prose.
fn believed(tree: &Tree, page: &Blocks, title: Option<usize>) -> Vec<Option<Mark>> {
    let own: Vec<f64> = page.blocks.iter().map(|block| prose(block).max(0.0)).collect();
    let sums = summed(tree, page, &own);
    let mut of_node: Vec<Option<Mark>> = vec![None; tree.len()];
    let answers = threads::answers(tree, page, &sums, title);
    let titled = titled(tree, page, title);
    let is_report = |node: NodeId| sums[node as usize] >= SENTENCE && titled.contains(&node);
    let mut in_comments = 0.0;
    for &node in &page.order {
        let above = tree.parent(node).and_then(|parent| of_node[parent as usize]);
        let is_answer = answers.contains(&node);
        let mark = if is_answer { Some(Mark::Comment) } else { page.marks[node as usize] };
        of_node[node as usize] = above;
        let is_foreign = match mark {
            Some(Mark::Comment) => is_answer || !is_report(node),
            Some(Mark::Consent) => true,
            _ => false,
        };
        if is_foreign && above.is_none() && (is_answer || sums[node as usize] <= 0.9 * sums[ROOT as usize]) {
            of_node[node as usize] = mark;
            in_comments += sums[node as usize];
        }
    }
    let total = sums[ROOT as usize] - in_comments;
    for &node in &page.order {
        let above = tree.parent(node).and_then(|parent| of_node[parent as usize]);
        let most = match page.marks[node as usize] {
            Some(Mark::Comment | Mark::Consent) | None => 0.0,
            Some(Mark::Caption) => 0.5,
            // What stands aside of a title that was found, and says so in so many words, may be longer than the report.
            _ if title.is_some() && sums[node as usize] > 0.3 * total && says_aside(tree, node) => 0.6,
            _ => 0.3,
        };
        let mark =
            page.marks[node as usize].filter(|_| most > 0.0 && sums[node as usize] <= most * total && !is_report(node));
        of_node[node as usize] = of_node[node as usize].or(above).or(mark);
    }
    of_node
}

/// The bytes of the shortest prose that tells anything.
const SENTENCE: f64 = 60.0;

/// The elements that hold the report's title.
fn titled(tree: &Tree, page: &Blocks, title: Option<usize>) -> HashSet<NodeId> {
    let node = title.map(|title| page.blocks[title].node);
    std::iter::successors(node, |&node| tree.parent(node)).collect()
}

/// What each element's unmarked blocks are worth together.
fn values(tree: &Tree, page: &Blocks, marks: &[Option<Mark>]) -> Vec<f64> {
    let worth = |(block, mark): (&Block, &Option<Mark>)| if mark.is_none() { prose(block) } else { 0.0 };
    let own: Vec<f64> = page.blocks.iter().zip(marks).map(worth).collect();
    let mut values = summed(tree, page, &own);
    for &node in &page.order {
        values[node as usize] *= said_weight(tree, node);
    }
    values
}

/// The sums of the blocks' figures over all that stands in each element.
fn summed(tree: &Tree, page: &Blocks, own: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; tree.len()];
    for (block, value) in page.blocks.iter().zip(own) {
        sums[block.node as usize] += value;
    }
    for &node in page.order.iter().rev() {
        if let Some(parent) = tree.parent(node) {
            sums[parent as usize] += sums[node as usize];
        }
    }
    sums
}

/// How far an element's own name speaks for it.
fn said_weight(tree: &Tree, node: NodeId) -> f64 {
    if tree.attribute(node, "itemprop").is_some_and(|property| property.contains("articleBody")) {
        return 1.4;
    }
    match tree.name(node) {
        _ if is_called_body(tree, node) => 1.25,
        Some("article") => 1.1,
        _ => 1.0,
    }
}

/// Whether an element's class or id says that the report's words stand in it.
fn is_called_body(tree: &Tree, node: NodeId) -> bool {
    ["class", "id"].iter().filter_map(|name| tree.attribute(node, name)).any(|classes| {
        classes.len() <= 400
            && classes.split_ascii_whitespace().any(|class| {
                let words = words_of(class);
                let mut parts = words.split('-').filter(|word| !word.is_empty());
                let has = |word: &str| words.split('-').any(|part| part == word);
                parts.next().is_some()
                    && (has("articlebody")
                        || has("storybody")
                        || has("articletext")
                        || has("storytext")
                        || ((has("article") || has("story") || has("entry") || has("post") || has("news"))
                            && (has("body") || has("content") || has("text"))
                            && !has("wrapper")
                            && !has("container")
                            && !has("page")))
            })
    })
}

/// The element with the greatest value, and in it the smallest that holds nearly as much.
fn top(tree: &Tree, page: &Blocks, values: &[f64], title: Option<usize>) -> NodeId {
    let mut top = ROOT;
    for &node in &page.order {
        if values[node as usize] >= values[top as usize] {
            top = node;
        }
    }
    top = under_title(tree, page, values, title).unwrap_or(top);
    // A lone paragraph stands in something: what is around it may hold more of the report.
    let is_piece = |node: NodeId| match tree.name(node) {
        Some("p" | "blockquote" | "li" | "span") => true,
        Some("td") => {
            page.blocks
                .iter()
                .take(MOST_OF_CELLS)
                .filter(|block| prose(block) >= SENTENCE && within(tree, block.node, node))
                .count()
                < 2
        }
        Some("tr" | "tbody") => true,
        _ => false,
    };
    while is_piece(top) {
        match tree.parent(top) {
            Some(parent) => top = parent,
            None => break,
        }
    }
    loop {
        let children = std::iter::successors(tree.first_child(top), |&child| tree.next_sibling(child));
        let is_box =
            |&child: &NodeId| tree.name(child).is_some_and(|name| !matches!(name, "p" | "blockquote" | "ul" | "ol"));
        let best = children.filter(is_box).max_by(|&a, &b| values[a as usize].total_cmp(&values[b as usize]));
        match best.filter(|&best| values[best as usize] >= 0.85 * values[top as usize] && values[best as usize] > 0.0) {
            Some(best) => top = best,
            None => return top,
        }
    }
}

/// The blocks of a page that cells are counted by.
const MOST_OF_CELLS: usize = 2_000;

/// The smallest element that holds the report's title and prose, if its make says that the report's words stand in it, and no
/// other's does.
fn under_title(tree: &Tree, page: &Blocks, values: &[f64], title: Option<usize>) -> Option<NodeId> {
    let node = page.blocks[title?].node;
    let own = std::iter::successors(tree.parent(node), |&node| tree.parent(node))
        .find(|&node| values[node as usize] >= 1.5 * SENTENCE)?;
    let is_body = |node: &NodeId| values[*node as usize] >= SENTENCE && is_called_body(tree, *node);
    let inside: HashSet<NodeId> = tree.within(own).collect();
    let mut bodies = page.order.iter().filter(|node| is_body(node)).peekable();
    (bodies.peek().is_some() && bodies.all(|node| inside.contains(node))).then_some(own)
}

fn within(tree: &Tree, node: NodeId, top: NodeId) -> bool {
    std::iter::successors(Some(node), |&node| tree.parent(node)).any(|node| node == top)
}

/// Whether an element says by its name or make that it is no part of what stands beside it.
fn says_aside(tree: &Tree, node: NodeId) -> bool {
    matches!(tree.name(node), Some("nav" | "footer"))
        || ["class", "id"].iter().filter_map(|name| tree.attribute(node, name)).any(|classes| {
            classes.len() <= 400
                && words_of(classes).split('-').any(|word| {
                    matches!(
                        word,
                        "sidebar"
                            | "footer"
                            | "newsletter"
                            | "paywall"
                            | "recommended"
                            | "related"
                            | "signup"
                            | "subscribe"
                    )
                })
        })
}

/// The blocks that belong to a report though they stand before its element: prose after the heading, and what lies
/// between.
fn before(page: &Blocks, marks: &[Option<Mark>], first: usize, title: Option<usize>) -> Vec<usize> {
    let is_title = |at: &usize| title == Some(*at) || page.blocks[*at].shape == Shape::Heading(1);
    match (0..first).rev().take(40).find(is_title) {
        Some(title) => (title..first)
            .filter(|&at| {
                let block = &page.blocks[at];
                let is_header =
                    matches!(marks[at], Some(Mark::Title | Mark::Deck | Mark::Byline | Mark::Date | Mark::Caption));
                is_header || (marks[at].is_none() && (is_lead(block) || matches!(block.shape, Shape::Heading(_))))
            })
            .collect(),
        None => Vec::new(),
    }
}

/// The prose that follows a report's element in one of the same kind, or as bare paragraphs beside it.
fn after(tree: &Tree, page: &Blocks, marks: &[Option<Mark>], top: NodeId, last: usize) -> Vec<usize> {
    let mut belongs = vec![];
    let class = tree.attribute(top, "class");
    let is_body = is_called_body(tree, top);
    let siblings = std::iter::successors(tree.next_sibling(top), |&node| tree.next_sibling(node));
    let mut at = last + 1;
    for sibling in siblings {
        let is_alike = tree.name(sibling) == tree.name(top)
            && class.is_some()
            && unnumbered(tree.attribute(sibling, "class")) == unnumbered(class);
        let is_paragraph = tree.name(sibling) == Some("p");
        let nodes: HashSet<NodeId> = tree.within(sibling).collect();
        while let Some(block) = page.blocks.get(at).filter(|block| nodes.contains(&block.node)) {
            let is_whole = is_alike && is_body && !block.is_link();
            if marks[at].is_none() && (is_whole || (is_alike || is_paragraph) && is_lead(block)) {
                belongs.push(at);
            }
            at += 1;
        }
        if belongs.len() > 200 {
            break;
        }
    }
    belongs
}

/// Classes without what counts the elements that have them: "part-1", "part-2".
fn unnumbered(classes: Option<&str>) -> Option<String> {
    classes.map(|classes| classes.chars().filter(|letter| !letter.is_ascii_digit()).collect())
}

fn is_lead(block: &Block) -> bool {
    matches!(block.shape, Shape::Paragraph | Shape::Other)
        && block.text.len() >= 80
        && has_sentence(&block.text)
        && block.n_linked * 3 <= block.text.len()
}
