//! Shifts the spans of a record onto the annotated text where the reader's own text differs: lines taken out, other
//! white space.

use record::{Span, Text};

use super::{blocks::matching_blocks, found::Found, words::words_and_signs};

/// The record with the spans that scoring looks at counted in `text`. What has no counterpart there becomes empty.
pub fn onto(text: &Text, mut found: Found) -> Found {
    let Some(own) = found.report.text.take().filter(|own| own != text) else { return found };
    let places = counterparts(own.as_str(), text.as_str());
    let shift = |span: &mut Span| *span = shifted(&places, *span);
    let tellings = found.events.iter_mut().flat_map(|event| &mut event.mentions);
    tellings.for_each(|mention| shift(&mut mention.trigger));
    found.places.iter_mut().flat_map(|place| &mut place.mentions).for_each(shift);
    for statement in &mut found.statements {
        let words = [&mut statement.speaker_span, &mut statement.cue];
        statement.content.iter_mut().chain(words.into_iter().flatten()).for_each(shift);
    }
    found
}

/// For each position of `own`, its counterpart in `other`, the ends of words included.
fn counterparts(own: &str, other: &str) -> Vec<Option<usize>> {
    let (mine, theirs) = (words_and_signs(own), words_and_signs(other));
    let [first, second] = [&mine, &theirs].map(|cut| cut.iter().map(|&(_, word)| word).collect::<Vec<_>>());
    let mut places = vec![None; own.chars().count() + 1];
    for block in matching_blocks(&first, &second) {
        for n in 0..block.len {
            let ((from, word), (to, _)) = (mine[block.first + n], theirs[block.second + n]);
            for step in 0..=word.chars().count() {
                places[from + step] = Some(to + step);
            }
        }
    }
    places
}

fn shifted(places: &[Option<usize>], span: Span) -> Span {
    let last = (span.end + 1).min(places.len());
    let inside = places.get(span.start..last).unwrap_or_default().iter().flatten();
    let (low, high) = (inside.clone().min(), inside.max());
    low.zip(high).map_or(Span::new(0, 0), |(&low, &high)| Span::new(low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(own: &str, other: &str, span: Span) -> Span {
        shifted(&counterparts(own, other), span)
    }

    #[test]
    fn other_spacing_shifts_a_span() {
        let (own, other) = ("Ä b.\nC d.", "Ä  b.\n\nC  d.");
        assert_eq!(moved(own, other, Span::new(5, 8)), Span::new(7, 11));
        assert_eq!(moved(own, other, Span::new(0, 4)), Span::new(0, 5));
    }

    #[test]
    fn what_was_taken_out_has_no_counterpart() {
        assert_eq!(moved("one two extra three", "one two three", Span::new(8, 13)), Span::new(0, 0));
        assert_eq!(moved("one three", "one two three", Span::new(0, 9)), Span::new(0, 13));
        assert_eq!(moved("one", "one", Span::new(90, 99)), Span::new(0, 0));
    }

    #[test]
    fn equal_texts_leave_a_record_as_it_is() {
        let line = r#"{"report": {"text": "a b"},
            "statements": [{"id": "s1", "content": [{"start": 0, "end": 1}], "cue": {"start": 2, "end": 3}}], "events": [{"type": "AID", "mentions": [{"trigger": {"start": 2, "end": 9}}]}]}"#;
        let found: Found = serde_json::from_str(line).unwrap();
        let same = onto(&Text::new("a b"), found.clone());
        assert_eq!(same.events[0].mentions[0].trigger, Span::new(2, 9));
        let other = onto(&Text::new("a  b"), found);
        assert_eq!(other.events[0].mentions[0].trigger, Span::new(3, 4));
        assert_eq!(other.statements[0].cue, Some(Span::new(3, 4)));
    }
}
