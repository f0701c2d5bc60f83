//! Names from the scores of their labels.

use record::{Name, NameKind, TokenSpan};

/// The name labels in the model's order: what each is of a name, `None` for no name.
pub(crate) struct NameLabels(Vec<Option<(bool, NameKind)>>);

impl NameLabels {
    /// Reads labels such as "O", "B-PER", "I-PER".
    pub(crate) fn new(labels: &[String]) -> Option<Self> {
        let read = |label: &String| match label.split_once('-') {
            None => Some(None),
            Some((part, kind)) => Some(Some((part == "B", kind.parse().ok()?))),
        };
        labels.iter().map(read).collect::<Option<_>>().map(Self)
    }

    /// The likeliest names of one sentence (Viterbi; no label inside a name without its beginning). `scores` holds a row
    /// of log-probabilities a token; `first` is the sentence's first token.
    pub(crate) fn decode(&self, scores: &[f32], first: usize) -> Vec<Name> {
        let n = self.0.len();
        let mut best: Vec<f32> = Vec::new();
        let mut back: Vec<Vec<usize>> = Vec::new();
        for row in scores.chunks_exact(n) {
            let mut next = vec![f32::NEG_INFINITY; n];
            let mut from = vec![0; n];
            for label in 0..n {
                for before in 0..if best.is_empty() { 1 } else { n } {
                    let reach = if best.is_empty() { 0.0 } else { best[before] };
                    let may = !self.goes_on(label) || !best.is_empty() && self.follows(before, label);
                    if may && reach + row[label] > next[label] {
                        (next[label], from[label]) = (reach + row[label], before);
                    }
                }
            }
            best = next;
            back.push(from);
        }
        let mut label = (0..best.len()).fold(0, |top, at| if best[at] > best[top] { at } else { top });
        let mut path = vec![0; back.len()];
        for at in (0..back.len()).rev() {
            path[at] = label;
            label = back[at][label];
        }
        self.names(&path, first)
    }

    fn goes_on(&self, label: usize) -> bool {
        matches!(self.0[label], Some((false, _)))
    }

    fn follows(&self, before: usize, label: usize) -> bool {
        match (self.0[before], self.0[label]) {
            (Some((_, open)), Some((false, kind))) => open == kind,
            _ => false,
        }
    }

    fn names(&self, path: &[usize], first: usize) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (at, &label) in path.iter().enumerate() {
            match (self.0[label], names.last_mut()) {
                (Some((false, _)), Some(open)) => open.tokens.end = first + at + 1,
                (Some((true, kind)), _) => names.push(Name { tokens: TokenSpan::one(first + at), kind }),
                _ => {}
            }
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_never_begins_inside() {
        let labels = NameLabels::new(&["O", "B-PER", "I-PER"].map(String::from)).unwrap();
        // The second label is likeliest inside a name, the first is not quite a beginning.
        let names = labels.decode(&[-0.9, -1.0, -0.1, -3.0, -3.0, -0.1, -0.1, -3.0, -3.0], 10);
        assert_eq!(names, [Name { tokens: TokenSpan::new(10, 12), kind: NameKind::Person }]);
        assert!(NameLabels::new(&["B-ODD".to_owned()]).is_none());
    }
}
