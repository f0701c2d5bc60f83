//! Dictionary forms by the rules of English, for words whose lemma the analysis has wrong.
//!
//! The analysis learns lemmas; of rare words it now and then makes a word that does not exist. Where the codebook does not
//! know a lemma, the base forms that the letters allow are tried, and the first that it knows is taken.

use knowledge::codebook::Codebook;
use smol_str::SmolStr;

/// The lemma to look words up by: the given one, or the base form of the letters that the codebook knows. An irregular
/// form has but one.
pub(crate) fn lemma(codebook: &Codebook, lemma: SmolStr, form: &str) -> SmolStr {
    let form = form.to_lowercase();
    let irregular = IRREGULAR.iter().any(|(irregular, _)| *irregular == form);
    if codebook.knows(&lemma) && !irregular {
        return lemma;
    }
    base_forms(&form).into_iter().find(|base| irregular || codebook.knows(base)).map_or(lemma, SmolStr::from)
}

/// The base forms that a word may have, the likeliest first.
pub(crate) fn base_forms(form: &str) -> Vec<String> {
    if let Some((_, base)) = IRREGULAR.iter().find(|(irregular, _)| *irregular == form) {
        return vec![(*base).to_owned()];
    }
    let mut bases = Vec::new();
    let mut cut = |ending: &str, instead: &[&str]| {
        if let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.chars().count() > 1) {
            bases.extend(instead.iter().map(|letters| format!("{stem}{letters}")));
        }
    };
    cut("men", &["man"]);
    cut("ies", &["y"]);
    cut("ied", &["y"]);
    cut("s", &[""]);
    cut("es", &[""]);
    cut("ed", &["", "e"]);
    cut("ing", &["", "e"]);
    cut("d", &[""]);
    // "stabbed" and "rammed" double the last letter of "stab" and "ram".
    for ending in ["ed", "ing"] {
        if let Some(stem) = form.strip_suffix(ending) {
            let mut letters = stem.chars().rev();
            if let (Some(last), Some(before)) = (letters.next(), letters.next())
                && last == before
            {
                bases.push(stem[..stem.len() - last.len_utf8()].to_owned());
            }
        }
    }
    bases
}

/// Irregular forms of words that the codebook uses.
const IRREGULAR: &[(&str, &str)] = &[
    ("met", "meet"),
    ("held", "hold"),
    ("struck", "strike"),
    ("shot", "shoot"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("sent", "send"),
    ("sold", "sell"),
    ("bought", "buy"),
    ("lent", "lend"),
    ("gave", "give"),
    ("given", "give"),
    ("took", "take"),
    ("taken", "take"),
    ("paid", "pay"),
    ("sought", "seek"),
    ("told", "tell"),
    ("said", "say"),
    ("withdrew", "withdraw"),
    ("withdrawn", "withdraw"),
    ("quit", "quit"),
    ("left", "leave"),
    ("fought", "fight"),
    ("beat", "beat"),
    ("beaten", "beat"),
    ("hit", "hit"),
    ("set", "set"),
    ("put", "put"),
    ("cut", "cut"),
    ("let", "let"),
    ("went", "go"),
    ("gone", "go"),
    ("came", "come"),
    ("broke", "break"),
    ("broken", "break"),
    ("threw", "throw"),
    ("thrown", "throw"),
    ("blew", "blow"),
    ("blown", "blow"),
    ("sank", "sink"),
    ("sunk", "sink"),
    ("stood", "stand"),
    ("found", "find"),
    ("froze", "freeze"),
    ("frozen", "freeze"),
    ("overthrew", "overthrow"),
    ("overthrown", "overthrow"),
    ("forbade", "forbid"),
    ("forbidden", "forbid"),
    ("flew", "fly"),
    ("flown", "fly"),
    ("led", "lead"),
    ("lied", "lie"),
    ("laid", "lay"),
    ("brought", "bring"),
    ("made", "make"),
    ("burnt", "burn"),
    ("hung", "hang"),
    ("began", "begin"),
    ("begun", "begin"),
    ("got", "get"),
    ("won", "win"),
    ("fled", "flee"),
    ("overruled", "overrule"),
    ("had", "have"),
    ("has", "have"),
    ("did", "do"),
    ("done", "do"),
    ("people", "people"),
    ("upheld", "uphold"),
    ("thought", "think"),
    ("undertook", "undertake"),
    ("undertaken", "undertake"),
    ("strove", "strive"),
    ("drew", "draw"),
    ("swore", "swear"),
    ("misled", "mislead"),
    ("became", "become"),
    ("saw", "see"),
    ("seen", "see"),
    ("knew", "know"),
    ("ran", "run"),
    ("rose", "rise"),
    ("fell", "fall"),
    ("fallen", "fall"),
    ("kept", "keep"),
    ("lost", "lose"),
    ("chose", "choose"),
    ("wrote", "write"),
    ("written", "write"),
    ("sat", "sit"),
    ("shown", "show"),
    ("grew", "grow"),
    ("spent", "spend"),
];
