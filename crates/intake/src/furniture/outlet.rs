//! Names of those who publish news.

/// Whether `text` has the form of an outlet's name: an agency, an address, or words such as "Herald" in it.
pub(crate) fn is_outlet(text: &str) -> bool {
    let n_words = text.split(' ').count();
    if text.len() > 60 || n_words > 6 || !text.starts_with(char::is_alphanumeric) {
        return false;
    }
    is_agency(text)
        || (n_words == 1 && domain_len(text) == Some(text.len()))
        || text.split(' ').any(|word| MEDIA_WORDS.contains(&word.trim_matches(',')))
}

/// Whether `text` is an agency or broadcaster that is known by its name alone.
pub(crate) fn is_agency(text: &str) -> bool {
    let text = text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(text);
    AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(text))
}

/// The agency that a dateline at the start of `text` names: "NAIROBI, Sept 9 (Reuters) - ".
pub(crate) fn agency_of_dateline(text: &str) -> Option<String> {
    let (place, rest) = text.split_once('(')?;
    let (agency, rest) = rest.split_once(')')?;
    let is_close = place.len() <= 60 && agency.len() <= 30;
    let has_dash = rest.trim_start().starts_with(['-', '–', '—']);
    (is_close && has_dash && is_agency(agency.trim())).then(|| agency.trim().to_owned())
}

/// The bytes of the web address that `text` begins with, as far as its last label is one that addresses end in and
/// what follows cannot belong to it: a capital letter glued on, a bracket, white space, the end.
pub(crate) fn domain_len(text: &str) -> Option<usize> {
    let run = text.len()
        - text.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter)).len();
    // Names of hosts are short; what is longer is none.
    let run = &text[..run.min(80)];
    run.match_indices('.').filter(|&(dot, _)| dot > 1).find_map(|(dot, _)| {
        let tail = &run[dot + 1..];
        TOP_LEVELS.iter().find_map(|level| {
            let after = tail.strip_prefix(level)?;
            let ends = after.is_empty() || after == "." || after.starts_with(|next: char| next.is_ascii_uppercase());
            ends.then_some(dot + 1 + level.len())
        })
    })
}

/// What addresses of news sites end in, longer before shorter.
const TOP_LEVELS: &[&str] = &[
    "co.uk", "co.za", "co.ke", "co.nz", "co.in", "com.au", "com.br", "com.ng", "com.pk", "org.uk", "news", "info",
    "press", "media", "today", "online", "global", "com", "org", "net", "int", "gov", "edu", "biz", "eu", "io", "tv",
    "uk", "us", "ca", "de", "fr", "in", "ie", "nl", "no", "ng", "ke", "za", "il", "ru", "ua",
];

/// Agencies and broadcasters.
const AGENCIES: &[&str] = &[
    "AFP",
    "Agence France-Presse",
    "Al Jazeera",
    "Anadolu",
    "Anadolu Agency",
    "ANI",
    "AP",
    "Associated Press",
    "BBC",
    "BBC News",
    "Bloomberg",
    "CBS News",
    "CNN",
    "dpa",
    "Deutsche Welle",
    "DW",
    "EFE",
    "IANS",
    "Interfax",
    "IRNA",
    "KUNA",
    "Kyodo",
    "MENA",
    "NPR",
    "PA",
    "PTI",
    "Reuters",
    "RFE/RL",
    "RIA Novosti",
    "SANA",
    "SPA",
    "TASS",
    "UPI",
    "VOA",
    "VOA News",
    "Wikinews",
    "WAM",
    "Xinhua",
    "Yonhap",
];

/// Words in the names of newspapers and stations.
const MEDIA_WORDS: &[&str] = &[
    "Agency",
    "Broadcasting",
    "Chronicle",
    "Courier",
    "Daily",
    "Dispatch",
    "Examiner",
    "Gazette",
    "Globe",
    "Guardian",
    "Herald",
    "Journal",
    "Magazine",
    "Mail",
    "Mercury",
    "Monitor",
    "News",
    "Newspaper",
    "Newspapers",
    "Observer",
    "Post",
    "Press",
    "Radio",
    "Record",
    "Register",
    "Review",
    "Sentinel",
    "Standard",
    "Star",
    "Sun",
    "TV",
    "Telegraph",
    "Television",
    "Times",
    "Tribune",
    "Wire",
];
