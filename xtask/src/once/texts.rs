//! The texts that the set is made from, and how their gaps are filled.

use std::collections::BTreeMap;

use super::chance::Chance;

/// A story with gaps.
#[derive(Debug, Default)]
pub struct Template {
    /// What it is called in the file.
    pub name: String,
    /// Whether reports of it differ in names and numbers only.
    pub is_form: bool,
    pub titles: Vec<String>,
    /// The paragraphs, as one agency writes them and as another does; a form has the first only.
    pub paragraphs: [Vec<String>; 2],
    /// What an update adds.
    pub updates: Vec<String>,
}

/// All templates, and the paragraphs that outlets add.
pub struct Texts {
    pub templates: Vec<Template>,
    pub local: Vec<String>,
}

impl Texts {
    /// Those of the file beside this one.
    pub fn of_ours() -> Self {
        let mut texts = Self { templates: Vec::new(), local: Vec::new() };
        for line in include_str!("texts.txt").lines() {
            if let Some(name) = line.strip_prefix("# ") {
                let (kind, name) = name.split_once(' ').unwrap_or((name, name));
                let template = Template { name: name.to_owned(), is_form: kind == "form", ..Template::default() };
                texts.templates.push(template);
                continue;
            }
            let (Some((mark, text)), Some(template)) = (line.split_once("| "), texts.templates.last_mut()) else {
                continue;
            };
            match mark {
                "t" => template.titles.push(text.to_owned()),
                "a" | "f" => template.paragraphs[0].push(text.to_owned()),
                "b" => template.paragraphs[1].push(text.to_owned()),
                "u" => template.updates.push(text.to_owned()),
                _ => texts.local.push(text.to_owned()),
            }
        }
        texts.templates.retain(|template| !template.paragraphs[0].is_empty());
        texts
    }
}

/// What the gaps of one story are filled with.
#[derive(Clone, Debug)]
pub struct Facts(BTreeMap<&'static str, String>);

impl Facts {
    /// Facts drawn by chance.
    pub fn draw(chance: &mut Chance) -> Self {
        let mut places: Vec<&str> = PLACES.to_vec();
        chance.shuffle(&mut places);
        let mut lasts: Vec<&str> = LASTS.to_vec();
        chance.shuffle(&mut lasts);
        let mut teams: Vec<&str> = TEAMS.to_vec();
        chance.shuffle(&mut teams);
        let day = chance.below(7);
        let mut facts = BTreeMap::new();
        let who = format!("{} {}", chance.one_of(FIRSTS), lasts[0]);
        let who2 = format!("{} {}", chance.one_of(FIRSTS), lasts[1]);
        let mut number = |from: usize, to: usize| chance.between(from, to).to_string();
        let (n, m, k) = (number(11, 48), number(2, 9), number(3, 9));
        let big = format!("{},{}00", number(1, 9), number(1, 9));
        let (money, share, temp, low) = (number(12, 480), number(3, 60), number(14, 31), number(3, 13));
        let score = format!("{}-{}", number(1, 5), number(0, 3));
        let given = [
            ("town", places[0].to_owned()),
            ("other", places[1].to_owned()),
            ("region", chance.one_of(REGIONS).to_owned()),
            ("river", chance.one_of(RIVERS).to_owned()),
            ("street", format!("{} {}", lasts[2], chance.one_of(&["Street", "Road", "Lane", "Square"]))),
            ("country", chance.one_of(COUNTRIES).to_owned()),
            ("last", lasts[0].to_owned()),
            ("last2", lasts[1].to_owned()),
            ("who", who),
            ("who2", who2),
            ("org", format!("{} {}", lasts[3], chance.one_of(&["Holding", "Group", "Institute", "Works", "Partners"]))),
            ("day", DAYS[day].to_owned()),
            ("next", DAYS[(day + 1) % 7].to_owned()),
            ("team", teams[0].to_owned()),
            ("rival", teams[1].to_owned()),
            ("n", n),
            ("m", m),
            ("k", k),
            ("big", big),
            ("money", money),
            ("share", share),
            ("temp", temp),
            ("low", low),
            ("score", score),
        ];
        facts.extend(given);
        Self(facts)
    }

    /// The same, but for these gaps, which are filled as in `other`.
    pub fn with(mut self, gaps: &[&'static str], other: &Self) -> Self {
        for &gap in gaps {
            if let Some(value) = other.0.get(gap) {
                self.0.insert(gap, value.clone());
            }
        }
        self
    }

    /// What this gap is filled with.
    pub fn get(&self, gap: &str) -> &str {
        self.0.get(gap).map_or("", String::as_str)
    }

    /// A text with its gaps filled.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (gap, value) in &self.0 {
            filled = filled.replace(&format!("{{{gap}}}"), value);
        }
        filled
    }
}

const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const PLACES: &[&str] = &[
    "Port Ambel",
    "Kessel",
    "Vinmar",
    "Ostrand",
    "Halmere",
    "Tolvik",
    "Brask",
    "Sunder Bay",
    "Quillan",
    "Marrow Hill",
    "Esterhal",
    "Dunmoor",
    "Calder Cross",
    "Pelham Reach",
    "Ruvo",
    "Sankt Olm",
    "Lindqvar",
    "Ashwater",
    "Borrel",
    "Tamsin",
    "Greyfold",
    "Norrhavn",
    "Ilmenau Ford",
    "Cape Sorrel",
    "Wexmouth",
    "Zandt",
    "Old Harrow",
    "Fenwick Green",
    "Lorne Valley",
    "Trevasse",
    "Mirabel",
    "Oxenholt",
    "Kaldera",
    "Sorn",
    "Upper Teign",
    "Varga",
];

const REGIONS: &[&str] = &[
    "Northmark",
    "the Lower Vale",
    "Estmoor",
    "Kalden Province",
    "West Harrowshire",
    "the Sorrel Coast",
    "Upper Brand",
    "Merrin County",
    "the Olm Islands",
    "South Teign",
];

const RIVERS: &[&str] = &["Ambel", "Teign", "Vinne", "Kalder", "Sorn", "Marl", "Ostra", "Brue", "Lenne", "Harrow"];

const COUNTRIES: &[&str] = &["Moravania", "Kessland", "Norvia", "Taldor", "Estria", "Velmark", "Sorania", "Quilland"];

const TEAMS: &[&str] = &[
    "Ambel Rovers",
    "Kessel United",
    "Vinmar Athletic",
    "Ostrand Town",
    "Halmere Wanderers",
    "Tolvik FC",
    "Brask City",
    "Quillan Rangers",
    "Dunmoor Albion",
    "Greyfold Harriers",
];

const FIRSTS: &[&str] = &[
    "Ilse", "Marek", "Ana", "Piet", "Joana", "Tomas", "Erna", "Callum", "Nadia", "Bruno", "Saskia", "Owen", "Lucia",
    "Henrik", "Mira", "Anton", "Freya", "Dario", "Ruth", "Emil", "Clara", "Viktor", "Paula", "Jonas",
];

const LASTS: &[&str] = &[
    "Maren", "Halloran", "Bell", "Tolle", "Voss", "Ferrer", "Lindgard", "Okello", "Brandt", "Carrow", "Duval", "Esker",
    "Fenn", "Garrick", "Holm", "Iversen", "Jarrow", "Kestler", "Lomax", "Moreau", "Norden", "Orlov", "Prentice",
    "Quist", "Rask", "Sandoval", "Thorne", "Ulrik", "Vance", "Wills", "Yates", "Zeller", "Abram", "Birk", "Corvin",
    "Dahl",
];
