//! The whole of `language`: from text to analysis.

use encoder::{Encoder, Sequence, Weights};
use record::{Analysis, PairHead, PairScores, TokenHead, TokenSpan, Upos};
use smol_str::SmolStr;

use crate::boundaries::Boundaries;
use crate::heads::{Biaffine, Classifier, Pairs, best, to_logs, to_probabilities};
use crate::labels::{Labels, Shapes, entry, json, odd};
use crate::lemmas::Script;
use crate::names::NameLabels;
use crate::pieces::Vocabulary;
use crate::stretches::{Stretch, joined, runs};
use crate::{Error, chains, lemmas, names, priors, segments, tokens, trees};

/// A sentence of more word pieces is read in stretches: the model saw none longer in training.
const WINDOW: usize = 250;

/// Sentences that follow one another are encoded together up to so many word pieces, as in training: words are understood
/// by those of the sentences around.
const RUN: usize = 128;

/// So many runs are encoded together, so that a long text needs no more memory than its analysis.
const BATCH: usize = 64;

/// An event is looked for at tokens whose probability of being none is below this.
const TRIGGER_FLOOR: f32 = 0.9;

/// Sayings are scored from tokens whose probability of being a cue is above this.
const CUE_FLOOR: f32 = 0.05;

/// The head that says which earlier word a word stands for the same as, and how likely it must be to be told.
pub(crate) const POINTING: &str = "antecedent";
const POINTER_FLOOR: f32 = 0.02;

/// The head over pairs that scores words of other sentences too, those that a run holds, and how likely they must be to be told.
const FAR_PAIRS: &str = "argument";
const FAR_FLOOR: f32 = 0.1;

/// The model's label sets over tokens whose meaning is for others to know.
const OPAQUE: [&str; 4] = ["event", "mode", "factuality", "cue"];

/// A model of English.
pub struct Language {
    encoder: Encoder,
    vocabulary: Vocabulary,
    shapes: Shapes,
    boundaries: Boundaries,
    head_shape: Vec<f32>,
    words: Classifier,
    name_head: Classifier,
    tells: Classifier,
    arc: Biaffine,
    relation: Biaffine,
    antecedent: Biaffine,
    pairs: Vec<(SmolStr, Pairs, Vec<SmolStr>)>,
    upos: Vec<Upos>,
    feats: Vec<SmolStr>,
    lemmas: Vec<Script>,
    relations: Vec<SmolStr>,
    names: NameLabels,
    opaque: Vec<Vec<SmolStr>>,
}

impl Language {
    /// Takes a model's weights, labels and vocabulary.
    ///
    /// # Errors
    /// If a tensor or a list of labels is missing or of another size than its partner.
    pub fn load(weights: &Weights) -> Result<Self, Error> {
        let labels = Labels::read(weights)?;
        let vocabulary = entry(weights, "vocabulary")?;
        let vocabulary =
            Vocabulary::new(vocabulary).map_err(|reason| Error::Metadata { entry: "vocabulary", reason })?;
        let shapes: Vec<String> = json(weights, "shapes")?;
        let relation = Biaffine::load(weights, "relation")?;
        let tells = Classifier::load(weights, "tells", &OPAQUE)?;
        let words = Classifier::load(weights, "words", &["upos", "feats", "lemma"])?;
        let name_head = Classifier::load(weights, "names", &["name"])?;
        for (set, size) in words.sets().chain(name_head.sets()).chain(tells.sets()) {
            labels.check(set, size)?;
        }
        labels.check("deprel", relation.n_relations())?;
        let mut pairs = Vec::new();
        for name in ["argument", "saying"] {
            let head = Pairs::load(weights, name)?;
            labels.check(name, head.n_labels())?;
            pairs.push((SmolStr::new_static(name), head, labels.small(name)?));
        }
        let encoder = Encoder::load(weights)?;
        let head_shape = weights.f32s("head_shape")?;
        let shapes = Shapes::new(&shapes, encoder.shapes(), head_shape.len())?;
        Ok(Self {
            boundaries: Boundaries::load(weights, encoder.shapes(), encoder.width())?,
            encoder,
            vocabulary,
            shapes,
            head_shape,
            words,
            name_head,
            tells,
            arc: Biaffine::load(weights, "arc")?,
            relation,
            antecedent: Biaffine::load(weights, "antecedent")?,
            pairs,
            upos: labels.parsed("upos", |label| label.parse().ok())?,
            feats: labels.small("feats")?,
            lemmas: labels.parsed("lemma", Script::parse)?,
            relations: labels.small("deprel")?,
            names: NameLabels::new(labels.of("name")?).ok_or_else(|| odd("name"))?,
            opaque: OPAQUE.iter().map(|set| labels.small(set)).collect::<Result<_, _>>()?,
        })
    }

    /// Reads a text: paragraphs end at line ends.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.annotate(self.segment(text))
    }

    /// Cuts a text into paragraphs at line ends, paragraphs into sentences, sentences into tokens that nothing is known of yet.
    pub fn segment(&self, text: &str) -> Analysis {
        segments::cut(text, |line| {
            let words = tokens::tokens(line);
            let runs = self.boundaries.sentences(&self.encoder, &self.vocabulary, &self.shapes, line, &words);
            runs.into_iter().map(|run| words[run].to_vec()).collect()
        })
    }

    /// Reads a text of one sentence a line, each by itself.
    pub fn analyse_lines(&self, text: &str) -> Analysis {
        self.annotate_in_runs(segments::segment_lines(text), 0)
    }

    /// Reads the sentences and tokens of one text as they are given; whatever else the analysis holds is overwritten.
    pub fn annotate(&self, analysis: Analysis) -> Analysis {
        self.annotate_in_runs(analysis, RUN)
    }

    fn annotate_in_runs(&self, mut analysis: Analysis, longest: usize) -> Analysis {
        let stretches = self.stretches(&analysis);
        let runs = runs(&stretches, longest);
        let mut names: Vec<f32> = Vec::new();
        let mut opaque: Vec<Vec<f32>> = vec![Vec::new(); OPAQUE.len()];
        let mut pairs: Vec<Vec<PairScores>> = vec![Vec::new(); self.pairs.len()];
        let mut pointers = Vec::new();
        for batch in runs.chunks(BATCH) {
            let joined: Vec<(Vec<u32>, Vec<u8>)> = batch.iter().map(|run| joined(&stretches[run.clone()])).collect();
            let sequences: Vec<Sequence<'_>> =
                joined.iter().map(|(pieces, shapes)| Sequence { pieces, shapes }).collect();
            // The pieces of a run never exceed the encoder's window, so encoding cannot fail.
            let Ok(vectors) = self.encoder.encode(&sequences) else { return analysis };
            for (at, run) in batch.iter().enumerate() {
                let (mut before, mut all_rows) = (0, Vec::new());
                let mut anchors = [Vec::new(), Vec::new()];
                let start = stretches[run.start].tokens.start;
                for stretch in &stretches[run.clone()] {
                    let rows = self.rows(stretch, vectors.sequence(at), before);
                    all_rows.extend_from_slice(&rows[if before > 0 { self.width() } else { 0 }..]);
                    names.extend(self.name_head.scores(&rows[self.width()..]).swap_remove(0));
                    let tells = self.read_stretch(&mut analysis, stretch, &rows);
                    let offset = stretch.tokens.start - start;
                    for (all, own) in anchors.iter_mut().zip([self.triggers(&tells), self.cues(&tells)]) {
                        all.extend(own.into_iter().map(|anchor| anchor + offset));
                    }
                    opaque.iter_mut().zip(tells).for_each(|(all, scores)| all.extend(scores));
                    before += stretch.pieces.len() - 1;
                }
                for ((head, found), anchors) in self.pairs.iter().zip(&mut pairs).zip(&anchors) {
                    found.extend(self.pair_scores(head, &analysis, &all_rows, anchors, start));
                }
                pointers.extend(self.pointers(&analysis, start, &all_rows));
            }
        }
        // Lines of their own have nothing to tell one another.
        self.name(&mut analysis, &stretches, names, longest > 0);
        analysis.token_heads = (OPAQUE.iter().zip(&self.opaque).zip(opaque))
            .map(|((name, labels), probabilities)| TokenHead {
                name: SmolStr::new_static(name),
                labels: labels.clone(),
                probabilities,
            })
            .collect();
        analysis.pair_heads = (self.pairs.iter().zip(pairs))
            .map(|((name, _, labels), pairs)| PairHead { name: name.clone(), labels: labels.clone(), pairs })
            .collect();
        analysis.pair_heads.push(PairHead {
            name: SmolStr::new_static(POINTING),
            labels: ["none", "same"].map(SmolStr::new_static).to_vec(),
            pairs: pointers,
        });
        analysis.chains = chains::chains(&analysis);
        analysis
    }

    /// Fills in what one stretch's rows tell; gives the probabilities of the labels that are for others to know.
    fn read_stretch(&self, analysis: &mut Analysis, stretch: &Stretch, rows: &[f32]) -> Vec<Vec<f32>> {
        let width = self.width();
        self.tag(analysis, stretch, &rows[width..]);
        self.hang(analysis, stretch, rows);
        let mut tells = self.tells.scores(&rows[width..]);
        for (scores, labels) in tells.iter_mut().zip(&self.opaque) {
            to_probabilities(scores, labels.len());
        }
        tells
    }

    /// What a head says of a run's words, by its rows, as seen from some of them; `start` is the run's first token.
    fn pair_scores(
        &self,
        (name, head, _): &(SmolStr, Pairs, Vec<SmolStr>),
        analysis: &Analysis,
        rows: &[f32],
        anchors: &[usize],
        start: usize,
    ) -> Vec<PairScores> {
        let all = head.probabilities(&rows[self.width()..], self.width(), anchors);
        let of_anchor = |(&anchor, probabilities): (&usize, Vec<f32>)| {
            let own = analysis.sentences[analysis.sentence_of(start + anchor)].tokens;
            let told = |other: usize, row: &[f32]| {
                let far = name == FAR_PAIRS && row[0] < 1.0 - FAR_FLOOR;
                other != anchor && (own.contains(start + other) || far)
            };
            let pair = |(other, row): (usize, &[f32])| PairScores {
                anchor: start + anchor,
                other: start + other,
                probabilities: row.to_vec(),
            };
            let rows = probabilities.chunks_exact(head.n_labels()).enumerate();
            rows.filter(|(other, row)| told(*other, row)).map(pair).collect::<Vec<_>>()
        };
        anchors.iter().zip(all).flat_map(of_anchor).collect()
    }

    /// What the nouns and pronouns of a run point back to, by its rows; `start` is its first token.
    fn pointers(&self, analysis: &Analysis, start: usize, rows: &[f32]) -> Vec<PairScores> {
        let n = rows.len() / self.width();
        let points = |row: &usize| {
            let token = &analysis.tokens[start + row - 1];
            matches!(token.upos, Upos::Pron | Upos::Noun | Upos::Propn)
                && !["compound", "flat", "fixed"].iter().any(|relation| token.is(relation))
        };
        let anchors: Vec<usize> = (1..n).filter(points).collect();
        let all = self.antecedent.antecedents(rows, self.width(), &anchors);
        let of_anchor = |(&anchor, row): (&usize, Vec<f32>)| {
            let likely = row.into_iter().enumerate().skip(1).filter(|(_, p)| *p >= POINTER_FLOOR);
            let pair = move |(other, p): (usize, f32)| PairScores {
                anchor: start + anchor - 1,
                other: start + other - 1,
                probabilities: vec![1.0 - p, p],
            };
            likely.map(pair).collect::<Vec<_>>()
        };
        anchors.iter().zip(all).flat_map(of_anchor).collect()
    }

    fn width(&self) -> usize {
        self.encoder.width() + self.shapes.width
    }

    /// Cuts sentences into what the encoder takes at once: one stretch a sentence, more where it is longer than the window.
    fn stretches(&self, analysis: &Analysis) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for sentence in &analysis.sentences {
            let mut opens = true;
            let mut open = Stretch::new(sentence.tokens.start, self.vocabulary.cls, self.shapes.other);
            for token in sentence.tokens.tokens() {
                let form = analysis.form(token);
                let shape = self.shapes.of(form, opens);
                opens &= !form.chars().any(char::is_alphanumeric);
                let before = open.pieces.len();
                self.vocabulary.cut(form, &mut open.pieces);
                if open.pieces.len() >= WINDOW && token > open.tokens.start {
                    let full = open.part(analysis, before, self.vocabulary.cls, self.shapes.other);
                    stretches.push(full.closed(self.vocabulary.sep, self.shapes.other));
                }
                let word = open.pieces.len().min(open.shapes.len());
                open.firsts.push(word);
                open.shapes.resize(open.pieces.len(), shape);
                open.tokens.end = token + 1;
            }
            stretches.push(open.closed(self.vocabulary.sep, self.shapes.other));
        }
        stretches
    }

    /// The rows that the heads read: the root's vector, then each token's (its first piece), each with its shape's.
    /// `before` is how many pieces of other stretches stand before this one's in its run.
    fn rows(&self, stretch: &Stretch, vectors: &[f32], before: usize) -> Vec<f32> {
        let width = self.encoder.width();
        let mut rows = Vec::with_capacity((stretch.firsts.len() + 1) * self.width());
        let firsts = stretch.firsts.iter().map(|&piece| (piece, piece + before));
        for (piece, at) in [(0, 0)].into_iter().chain(firsts) {
            rows.extend_from_slice(&vectors[at * width..][..width]);
            let shape = usize::from(stretch.shapes[piece]) * self.shapes.width;
            rows.extend_from_slice(&self.head_shape[shape..][..self.shapes.width]);
        }
        rows
    }

    fn tag(&self, analysis: &mut Analysis, stretch: &Stretch, rows: &[f32]) {
        let scores = self.words.scores(rows);
        let pick = |set: usize, n: usize, at: usize| best(&scores[set][at * n..][..n]);
        for (at, token) in stretch.tokens.tokens().enumerate() {
            let (upos, feats) = (self.upos[pick(0, self.upos.len(), at)], &self.feats[pick(1, self.feats.len(), at)]);
            let by_rule = lemmas::by_rule(analysis.form(token), upos, feats);
            let by_model = || self.lemmas[pick(2, self.lemmas.len(), at)].apply(analysis.form(token));
            let lemma = by_rule.unwrap_or_else(by_model);
            let token = &mut analysis.tokens[token];
            (token.upos, token.feats, token.lemma) = (upos, feats.clone(), lemma);
        }
    }

    /// Finds the names of all stretches, once the scores of all tokens are known: a report's places speak for one another.
    fn name(&self, analysis: &mut Analysis, stretches: &[Stretch], mut scores: Vec<f32>, one_text: bool) {
        if analysis.tokens.is_empty() {
            return;
        }
        let n_labels = scores.len() / analysis.tokens.len();
        to_probabilities(&mut scores, n_labels);
        if one_text {
            self.names.share(&mut scores, (0..analysis.tokens.len()).map(|token| analysis.form(token)));
        }
        to_logs(&mut scores);
        let decode = |stretch: &Stretch| {
            let TokenSpan { start, end } = stretch.tokens;
            self.names.decode(&scores[start * n_labels..end * n_labels], start)
        };
        analysis.names = stretches.iter().flat_map(decode).collect();
        if one_text {
            names::abbreviate(analysis);
        }
        names::complete(analysis);
    }

    /// Gives every token of a stretch its head and relation. The root of a later stretch hangs from its sentence's first.
    fn hang(&self, analysis: &mut Analysis, stretch: &Stretch, rows: &[f32]) {
        let n = stretch.tokens.len();
        let mut arcs = self.arc.arcs(rows, self.width());
        priors::lower(analysis, stretch.tokens, &mut arcs);
        let heads = trees::best_tree(&arcs, n);
        let scores = self.relation.relations(rows, self.width(), &heads);
        let sentence = analysis.sentences[analysis.sentence_of(stretch.tokens.start)].tokens;
        let first_root = (sentence.start..stretch.tokens.start).find(|&token| analysis.tokens[token].head.is_none());
        for (at, row) in scores.chunks_exact(self.relations.len()).enumerate() {
            let (head, deprel) = match heads[at].checked_sub(1) {
                Some(head) => (Some(stretch.tokens.start + head), self.relation_of(row)),
                None if first_root.is_some() => (first_root, SmolStr::new_static("parataxis")),
                None => (None, SmolStr::new_static("root")),
            };
            let token = &mut analysis.tokens[stretch.tokens.start + at];
            (token.head, token.deprel) = (head, deprel);
        }
        priors::mend(analysis, stretch.tokens);
    }

    /// The likeliest relation but "root", which the tree alone gives.
    fn relation_of(&self, row: &[f32]) -> SmolStr {
        let mut row = row.to_vec();
        if let Some(root) = self.relations.iter().position(|relation| relation == "root") {
            row[root] = f32::NEG_INFINITY;
        }
        self.relations[best(&row)].clone()
    }

    fn triggers(&self, tells: &[Vec<f32>]) -> Vec<usize> {
        self.anchors(tells, 0, |none| none < TRIGGER_FLOOR)
    }

    fn cues(&self, tells: &[Vec<f32>]) -> Vec<usize> {
        self.anchors(tells, 3, |none| none < 1.0 - CUE_FLOOR)
    }

    /// The tokens whose probability of the set's first label, "nothing", passes the test.
    fn anchors(&self, tells: &[Vec<f32>], set: usize, passes: impl Fn(f32) -> bool) -> Vec<usize> {
        let n = self.opaque[set].len();
        tells[set].chunks_exact(n).enumerate().filter(|(_, row)| passes(row[0])).map(|(at, _)| at).collect()
    }
}
