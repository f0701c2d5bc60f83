//! A user's words as the index of words takes them.

/// A user's words as FTS5 takes them: phrases in quotation marks, `port*` for a beginning, `-wheat` for what must not be
/// there, OR between alternatives. Nothing else has a meaning, so no word is a wrong one.
pub fn fts_query(words: &str) -> String {
    let mut terms: Vec<(bool, String)> = Vec::new();
    let mut joins_next = false;
    let mut rest = words.trim_start();
    while !rest.is_empty() {
        let is_without = rest.starts_with('-');
        rest = rest.trim_start_matches('-');
        let (term, after) = match rest.strip_prefix('"') {
            Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        rest = after.trim_start();
        if term == "OR" {
            joins_next = true;
            continue;
        }
        let begins = term.ends_with('*');
        if !term.chars().any(char::is_alphanumeric) {
            continue;
        }
        let quoted = format!("\"{}\"{}", term.trim_end_matches('*').replace('"', " "), if begins { "*" } else { "" });
        match terms.last_mut() {
            Some((false, last)) if joins_next && !is_without => *last = format!("({last} OR {quoted})"),
            _ => terms.push((is_without, quoted)),
        }
        joins_next = false;
    }
    let with: Vec<&str> = terms.iter().filter(|(without, _)| !without).map(|(_, term)| term.as_str()).collect();
    if with.is_empty() {
        return String::new();
    }
    let mut query = with.join(" AND ");
    for (_, term) in terms.iter().filter(|(without, _)| *without) {
        query = format!("({query}) NOT {term}");
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_a_wrong_query() {
        assert_eq!(
            fts_query("grain \"black sea\" -wheat port*"),
            "(\"grain\" AND \"black sea\" AND \"port\"*) NOT \"wheat\""
        );
        assert_eq!(fts_query("ferry OR boat sank"), "(\"ferry\" OR \"boat\") AND \"sank\"");
        assert_eq!(fts_query("NEAR( ^x: \"open"), "\"NEAR(\" AND \"^x:\" AND \"open\"");
        assert_eq!(fts_query("-only * ()"), "");
    }
}
