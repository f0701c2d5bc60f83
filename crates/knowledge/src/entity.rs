//! Named persons and bodies, with what they did when.

use jiff::civil::Date;
use record::{ActorKind, Sector};
use smol_str::SmolStr;

use crate::tables::{cells, country_code, parts, value, yes};

/// A named person or body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its stable id: `person:usa:marco-rubio`.
    pub id: SmolStr,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, `IGO`, `INT` or `UNK`.
    pub country: SmolStr,
    /// What it acts for; for a person, its latest role. [`Entity::sector_at`] knows better where a date is known.
    pub sector: Sector,
    /// Whether `sector` is sure: false for a party, which may be in or out of office.
    pub certain: bool,
    /// Its name in English news.
    pub name: SmolStr,
    /// Its other names.
    pub aliases: Vec<SmolStr>,
    /// The names by which a person is called for short: "Rubio". Empty for bodies.
    pub surnames: Vec<SmolStr>,
    /// What it was when, earliest first. A body has roles only where its sector changed.
    pub roles: Vec<OfficeRole>,
    /// An outlet's internet domains.
    pub domains: Vec<SmolStr>,
}

/// An office held from one day to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRole {
    /// The office: `GOV:HOG`, `GOV:FM`, `LEG:REP`, `MIL:COS`, `REB:LDR`, `IGO:HEAD`, ...
    pub office: SmolStr,
    /// Its title in English; may be empty.
    pub title: SmolStr,
    /// The first day on which it may have been held; `None` where that is not known.
    pub from: Option<Date>,
    /// The first day on which it was surely no longer held; `None` where no end is known.
    pub to: Option<Date>,
    /// The first and last day between which it was surely held; `None` where nothing is sure.
    pub sure: Option<(Date, Date)>,
}

/// Who held an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder<'a> {
    /// The holder.
    pub entity: &'a Entity,
    /// The role.
    pub role: &'a OfficeRole,
    /// Whether the tables are sure of that day; never where no date was given.
    pub certain: bool,
}

/// What somebody acted for on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SectorAt {
    /// The sector.
    pub sector: Sector,
    /// Whether the tables are sure of it.
    pub certain: bool,
    /// Whether it is that of an office already left: a former minister. Never certain.
    pub former: bool,
}

impl OfficeRole {
    /// The sector of the office.
    pub fn sector(&self) -> Sector {
        let code = self.office.split(':').next().unwrap_or("");
        code.parse().unwrap_or(Sector::Unk)
    }

    /// Whether the office was held on that day: `None` where it was not, else whether that is certain.
    pub fn at(&self, date: Date) -> Option<bool> {
        let held = self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date < to);
        held.then(|| self.sure.is_some_and(|(first, last)| first <= date && date <= last))
    }
}

impl Entity {
    /// The role held on that day; the sure before the unsure, the later before the earlier.
    pub fn role_at(&self, date: Date) -> Option<&OfficeRole> {
        self.roles.iter().filter(|role| role.at(date).is_some()).max_by_key(|role| (role.at(date), role.from))
    }

    /// What it acted for on that day.
    ///
    /// A person between or after offices gets the sector of the last office before that day, marked `former`: whether a
    /// former president still acts for the state is for the text to say. Before the first known office, it is that
    /// office's sector, uncertain.
    pub fn sector_at(&self, date: Date) -> SectorAt {
        if let Some(role) = self.role_at(date) {
            return SectorAt { sector: role.sector(), certain: role.at(date) == Some(true), former: false };
        }
        let before = self.roles.iter().filter(|role| role.to.is_some_and(|to| to <= date)).max_by_key(|role| role.to);
        match (before, self.roles.first()) {
            (Some(role), _) => SectorAt { sector: role.sector(), certain: false, former: true },
            (None, Some(role)) => SectorAt { sector: role.sector(), certain: false, former: false },
            (None, None) => SectorAt { sector: self.sector, certain: self.certain, former: false },
        }
    }
}

impl Entity {
    pub(crate) fn of_row(row: &str) -> Result<Self, String> {
        let [id, kind, country, sector, certain, name, aliases, surnames, roles, domains] = cells(row)?;
        if id.is_empty() || name.is_empty() {
            return Err("id and name must not be empty".to_owned());
        }
        Ok(Self {
            id: id.into(),
            kind: value(kind, "actor kind")?,
            country: country_code(country)?.into(),
            sector: value(sector, "sector")?,
            certain: yes(certain)?,
            name: name.into(),
            aliases: parts(aliases).map(SmolStr::new).collect(),
            surnames: parts(surnames).map(SmolStr::new).collect(),
            roles: parts(roles).map(OfficeRole::of_cell).collect::<Result<_, _>>()?,
            domains: parts(domains).map(SmolStr::new).collect(),
        })
    }
}

impl OfficeRole {
    /// A role as tables write it: office, title, from, to, first and last sure day, parted by "~".
    fn of_cell(cell: &str) -> Result<Self, String> {
        let parts: Vec<&str> = cell.split('~').collect();
        let [office, title, from, to, first, last] = parts[..] else {
            return Err(format!("the role \"{cell}\" has {} parts, not 6", parts.len()));
        };
        let day = |part: &str| if part.is_empty() { Ok(None) } else { value(part, "date").map(Some) };
        Ok(Self {
            office: office.into(),
            title: title.into(),
            from: day(from)?,
            to: day(to)?,
            sure: day(first)?.zip(day(last)?),
        })
    }
}
