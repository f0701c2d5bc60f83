//! What the model's two heads say about attributions, where a report comes with them.

use std::collections::BTreeMap;

use record::{Analysis, PairHead, TokenHead};

/// The heads "cue" and "saying".
pub(crate) struct Scores<'a> {
    cue: Option<(&'a TokenHead, usize)>,
    saying: Option<(&'a PairHead, usize, usize)>,
}

/// How likely a token belongs to a cue's speaker and to its content.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Role {
    pub speaker: f32,
    pub content: f32,
}

impl<'a> Scores<'a> {
    pub fn new(analysis: &'a Analysis) -> Self {
        let cue = analysis.token_head("cue").and_then(|head| {
            let column = head.labels.iter().position(|label| label == "CUE")?;
            (head.probabilities.len() == analysis.tokens.len() * head.labels.len()).then_some((head, column))
        });
        let saying =
            analysis.pair_head("saying").and_then(|head| Some((head, head.label("speaker")?, head.label("content")?)));
        Self { cue, saying }
    }

    /// How likely a token is an attribution's cue; `None` where the model was not asked.
    pub fn cue(&self, token: usize) -> Option<f32> {
        let (head, column) = self.cue?;
        head.probabilities.get(token * head.labels.len() + column).copied()
    }

    /// The roles that the other tokens of the sentence play to a cue; `None` where the model was not asked.
    pub fn roles(&self, cue: usize) -> Option<BTreeMap<usize, Role>> {
        let (head, speaker, content) = self.saying?;
        let pairs = head.from(cue);
        let at = |probabilities: &[f32], column: usize| probabilities.get(column).copied().unwrap_or(0.0);
        (!pairs.is_empty()).then(|| {
            let role = |p: &[f32]| Role { speaker: at(p, speaker), content: at(p, content) };
            pairs.iter().map(|pair| (pair.other, role(&pair.probabilities))).collect()
        })
    }
}
