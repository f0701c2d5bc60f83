//! Those who speak on, called by something else than their name.

use knowledge::Title;
use record::{Basis, Sector};

use super::fits;
use crate::{
    cast::Cast,
    naming::{Article, Description},
};

/// "the former Pentagon chief said": the named person who spoke last, if his office was of that sort.
pub(crate) fn rephrased(cast: &Cast, description: &Description) -> Option<usize> {
    let own = description.owner.is_some() || description.number.is_some() || description.plural;
    if own || description.article != Article::Definite || !cast.speaks(description.head) {
        return None;
    }
    let former = |said: &Description| {
        said.title.as_ref().is_some_and(|(_, title)| title.former) || said.marks.iter().any(|mark| mark == "former")
    };
    // Those who speak for others are told from them.
    let sector = description.title.as_ref().map(|(_, title)| title.sector).filter(|sector| *sector != Sector::Unk);
    let tells = sector.is_some_and(|sector| !matches!(sector, Sector::Gov | Sector::Igo | Sector::Bus));
    if description.title.is_none() || !former(description) && !tells {
        return None;
    }
    let last = last_speaker(cast, description.head)?;
    let like = |(said, _): &(Description, Basis)| {
        let same = |(_, other): &(_, Title)| sector.is_none_or(|sector| other.sector == sector);
        said.title.as_ref().is_some_and(same) && former(said) == former(description)
    };
    (cast.members[last].said.iter().any(like) && fits(cast, last, description)).then_some(last)
}

/// The named person who spoke last, a few sentences before `token` at most.
fn last_speaker(cast: &Cast, token: usize) -> Option<usize> {
    let here = cast.reading.analysis.sentence_of(token);
    let near = cast.points.iter().rev().take_while(|point| point.sentence + 3 >= here);
    let last = near.filter(|point| point.speaks && point.token < token).find_map(|point| match point.members[..] {
        [member] => Some(member),
        _ => None,
    })?;
    (cast.members[last].person && !cast.members[last].names.is_empty()).then_some(last)
}

/// "The Ohio Republican said": the person who spoke last, called by his party.
pub(crate) fn called_by_party(cast: &Cast, name: usize) -> Option<usize> {
    let reading = cast.reading;
    let head = reading.head_of_name(name);
    let tokens = &reading.analysis.tokens;
    let party =
        matches!(reading.lower(head).as_str(), "republican" | "democrat" | "conservative" | "liberal" | "socialist");
    let the = reading.analysis.child(head, "det").is_some_and(|det| reading.lower(det) == "the");
    let alone = the && party && tokens[head].is("nsubj") && tokens[head].feat("Number") != Some("Plur");
    last_speaker(cast, head).filter(|_| alone && cast.speaks(head))
}
