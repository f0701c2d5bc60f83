//! The closed lists of the field: event types, sectors, factuality and their like.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A name that stands in none of the field's lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    /// What was looked for: "event type", "sector" and so on.
    pub list: &'static str,
    /// The name as it was given.
    pub name: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is no {}", self.name, self.list)
    }
}

impl std::error::Error for UnknownName {}

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$item_doc:meta])* $item:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$item_doc])* #[serde(rename = $text)] $item,)+ }

        impl $name {
            /// All of the list, in its order.
            pub const ALL: &[Self] = &[$(Self::$item,)+];

            /// Its name, as records print it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$item => $text,)+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name {
                    $($text => Ok(Self::$item),)+
                    _ => Err(UnknownName { list: $what, name: name.to_owned() }),
                }
            }
        }
    };
}

list! {
    /// What one political actor does to, with or about another: PLOVER's sixteen types.
    EventType, "event type" {
        /// Agrees to, promises or offers future cooperation.
        Agree = "AGREE",
        /// Meets, visits, hosts, negotiates, phones.
        Consult = "CONSULT",
        /// Supports, praises, approves, signs, ratifies.
        Support = "SUPPORT",
        /// Yields in words.
        Concede = "CONCEDE",
        /// Exchanges for mutual benefit.
        Cooperate = "COOPERATE",
        /// Gives material help.
        Aid = "AID",
        /// Yields in deed.
        Retreat = "RETREAT",
        /// Asks, appeals, proposes, demands, orders.
        Request = "REQUEST",
        /// Criticises, condemns, charges, tries, investigates.
        Accuse = "ACCUSE",
        /// Refuses, vetoes, defies.
        Reject = "REJECT",
        /// Threatens or forcefully warns.
        Threaten = "THREATEN",
        /// Demonstrates, riots, strikes, boycotts.
        Protest = "PROTEST",
        /// Reduces or breaks relations; convicts.
        Sanction = "SANCTION",
        /// Moves or readies forces.
        Mobilize = "MOBILIZE",
        /// Uses force short of violence.
        Coerce = "COERCE",
        /// Uses violence that can cause serious harm.
        Assault = "ASSAULT",
    }
}

list! {
    /// The quarter of political behaviour that an event belongs to.
    Quad, "quad class" {
        /// Words that bring parties closer.
        VerbalCooperation = "verbal cooperation",
        /// Deeds that do.
        MaterialCooperation = "material cooperation",
        /// Words that drive parties apart.
        VerbalConflict = "verbal conflict",
        /// Deeds that do.
        MaterialConflict = "material conflict",
    }
}

list! {
    /// How firmly a report says that an event took place.
    Factuality, "factuality" {
        /// Done, or going on.
        Happened = "happened",
        /// Tried and not carried through.
        Attempted = "attempted",
        /// Announced, scheduled, vowed.
        Planned = "planned",
        /// May, might, if, feared, expected by others.
        Possible = "possible",
        /// Said not to have happened.
        Denied = "denied",
    }
}

list! {
    /// What sort of actor somebody is.
    ActorKind, "actor kind" {
        /// A named or titled person.
        Person = "person",
        /// A country or government.
        Government = "government",
        /// A ministry, army, court, police, parliament.
        Organ = "organ",
        /// A political party.
        Party = "party",
        /// An armed non-state group.
        ArmedGroup = "armed-group",
        /// An international organisation of governments.
        Igo = "igo",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A business.
        Company = "company",
        /// A newspaper, agency, broadcaster or site.
        Outlet = "outlet",
        /// Protesters, civilians, voters, migrants.
        Crowd = "crowd",
        /// An unnamed official or source.
        Unnamed = "unnamed",
        /// None of these.
        Other = "other",
    }
}

list! {
    /// The part of society that an actor acts for.
    Sector, "sector" {
        /// The executive.
        Gov = "GOV",
        /// Parliament.
        Leg = "LEG",
        /// Courts and prosecutors.
        Jud = "JUD",
        /// Armed forces.
        Mil = "MIL",
        /// Police, prisons, border services.
        Cop = "COP",
        /// Intelligence services.
        Spy = "SPY",
        /// Parties out of office, opposition movements.
        Opp = "OPP",
        /// A party in office, as a party.
        Pty = "PTY",
        /// Armed non-state groups.
        Reb = "REB",
        /// Civilians and communities.
        Cvl = "CVL",
        /// Unions.
        Lab = "LAB",
        /// Schools and scholars.
        Edu = "EDU",
        /// Religious bodies.
        Rel = "REL",
        /// Media.
        Med = "MED",
        /// Business.
        Bus = "BUS",
        /// Non-governmental organisations.
        Ngo = "NGO",
        /// Criminals and suspects of ordinary crime.
        Crm = "CRM",
        /// International organisations.
        Igo = "IGO",
        /// Cannot be known.
        Unk = "UNK",
    }
}

list! {
    /// What tells a reader where an actor's country and sector come from.
    Basis, "basis" {
        /// The embedded knowledge or the user's overlay.
        Knowledge = "knowledge",
        /// The title in the text.
        Title = "title",
        /// A description in apposition.
        Appositive = "appositive",
        /// An adjective or noun of a country.
        Demonym = "demonym",
        /// Nothing does.
        None = "none",
    }
}

list! {
    /// How a statement's words are given.
    StatementKind, "statement kind" {
        /// In quotation marks.
        Direct = "direct",
        /// In the report's words.
        Indirect = "indirect",
        /// In the report's words with quoted ones among them.
        Mixed = "mixed",
    }
}

list! {
    /// What a figure counts.
    FigureKind, "figure kind" {
        /// People killed.
        Killed = "killed",
        /// People injured.
        Injured = "injured",
        /// People detained.
        Detained = "detained",
        /// People displaced.
        Displaced = "displaced",
        /// Weapons: missiles, drones, shells, rockets.
        Weapons = "weapons",
        /// Money, in the currency that the span shows.
        Money = "money",
    }
}

list! {
    /// How exactly a date is known.
    Grain, "grain" {
        /// `2025-09-14`.
        Day = "day",
        /// `2025-09`.
        Month = "month",
        /// `2025`.
        Year = "year",
    }
}

list! {
    /// How exactly a place is known.
    Precision, "precision" {
        /// A building, base, crossing.
        Point = "point",
        /// A city, town, village.
        City = "city",
        /// A province or state.
        Admin1 = "admin1",
        /// A country.
        Country = "country",
        /// Anything wider or vaguer: a sea, a strip, a continent.
        Region = "region",
    }
}

list! {
    /// The part that somebody or something plays in an event's mention.
    RoleKind, "role" {
        /// Who does it.
        Source = "source",
        /// To, with or about whom.
        Recipient = "recipient",
        /// Where.
        Place = "place",
        /// When.
        Date = "date",
    }
}

list! {
    /// What sort of words cleaning took out of a report.
    RemovedKind, "kind of removed text" {
        /// A standfirst under the title.
        Deck = "deck",
        /// A picture's caption or credit.
        Caption = "caption",
        /// Who wrote it.
        Byline = "byline",
        /// Invitations to read, share or subscribe.
        Promo = "promo",
        /// Copyright lines, navigation and the like.
        Boilerplate = "boilerplate",
    }
}

list! {
    /// What says whose text a report is.
    OriginBasis, "origin basis" {
        /// A line that credits it: "This story was first published by the Herald", an agency's copyright.
        Credit = "credit",
        /// The dateline that the text opens with: "NAIROBI (Reuters) - ".
        Dateline = "dateline",
        /// The byline: "By Reuters", "Ana Bell, Associated Press".
        Byline = "byline",
        /// The text stands in another report, which has one of the other bases.
        Overlap = "overlap",
        /// Nothing but that the outlet published it.
        Outlet = "outlet",
    }
}

list! {
    /// What a name names.
    NameKind, "name kind" {
        /// A person.
        Person = "PER",
        /// An organisation.
        Organisation = "ORG",
        /// A place, countries among them.
        Location = "LOC",
        /// A nationality, religion, party following: "Israeli", "Sunnis".
        Group = "GROUP",
        /// A named event: "the Second World War".
        Event = "EVENT",
        /// Any other name: works, laws, products.
        Other = "OTHER",
    }
}
