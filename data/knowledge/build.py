"""Makes the tables of data/knowledge out of their sources.

    python3 build.py SOURCE_FOLDER OUTPUT_FOLDER

SOURCE_FOLDER holds countries.csv, actors.jsonl and places.tsv; OUTPUT_FOLDER holds own/ (rows written by hand, see
README.md) and receives countries.tsv, country_words.tsv, entities.tsv and places.tsv. Needs Python 3 and nothing else.
Equal sources give equal bytes.
"""

import csv
import datetime
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

# The last day up to which the hand-written sources were looked after; later than that an open office is only likely.
HAND_KNOWN_UNTIL = "2025-06-30"
# The day of the congress list in the sources.
CONGRESS_KNOWN_UNTIL = "2026-06-15"


def main(source, output):
    countries = list(csv.DictReader(open(source / "countries.csv", encoding="utf-8")))
    iso3_of = {row["iso2"]: row["iso3"] for row in countries if row["iso2"] and row["iso3"]}
    write(output / "countries.tsv", COUNTRY_HEADER, country_rows(countries))
    write(output / "country_words.tsv", WORD_HEADER, word_rows(countries, output / "own"))
    write(output / "entities.tsv", ENTITY_HEADER, entity_rows(source / "actors.jsonl", output / "own"))
    write(output / "places.tsv", PLACE_HEADER, place_rows(source / "places.tsv", iso3_of, output / "own"))


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        for row in [header] + rows:
            cells = [str(cell) for cell in row]
            assert not any("\t" in cell or "\n" in cell for cell in cells), cells
            file.write("\t".join(cells) + "\n")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


def own_rows(path):
    """The rows of a hand-written table, as dictionaries."""
    lines = [line.rstrip("\n") for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")]
    names = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        assert len(cells) <= len(names), (path, line)
        yield dict(zip(names, cells + [""] * (len(names) - len(cells))))


def plain(text):
    """A name without case, accents and punctuation, to compare names by."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[.'’‘`ʻʼ]", "", text)
    return re.sub(r"^the ", "", re.sub(r"[^\w]+", " ", text).strip())


# ---------------------------------------------------------------- countries

COUNTRY_HEADER = ["iso3", "iso2", "name", "independent", "until"]
WORD_HEADER = ["words", "iso3", "how", "noun", "rank"]
# Countries that are no more: their withdrawn ISO codes (ISO 3166-3), or today's country of the same state.
ENDED = {"SUN": "SUN", "YUG": "YUG", "SCG": "SCG", "CSK": "CSK", "GDR": "DDR", "GFR": "DEU", "YMD": "YMD", "VNR": None}


def iso3_of_row(row):
    return row["iso3"] or (ENDED.get(row["cameo"]) if row["name"] != "North Yemen" else None)


def country_rows(countries):
    rows = []
    for row in countries:
        iso3 = iso3_of_row(row)
        if not iso3 or (not row["iso3"] and iso3 == "DEU"):
            continue
        ended = re.search(r"/(\d{4}-\d\d-\d\d)", row["independent"])
        independent = bool(ended) or row["independent"] == "Yes" or iso3 in ("PSE", "TWN", "XKX", "VAT", "ESH")
        rows.append([iso3, row["iso2"], row["name"].strip(), int(independent), ended.group(1) if ended else ""])
    return sorted(rows)


# What the country table says that no report means.
NOT_WORDS = {
    ("SAU", "Kingdom"), ("SAU", "Saudi"), ("LAO", "Laos"), ("DOM", "Dominican"), ("ARE", "UAE"), ("PSE", "OPT"),
    ("BES", "Netherlands"), ("BES", "Kingdom of the Netherlands"), ("ABW", "Dutch"), ("CUW", "Dutch"),
    ("WLF", "Wallis"), ("ESH", "Saharan"), ("SXM", "Curacao and Dependencies"), ("AUS", "Down Under"),
    ("KHM", "Kingdom of Cambodia"), ("JEY", "Channel Islander"), ("JEY", "Channel Islanders"),
}
# Who is meant most often by a word of several countries; the others follow.
LIKELIEST = {
    "congo": "COD", "congolese": "COD", "korean": "KOR", "koreans": "KOR", "korea": "KOR", "dominican": "DOM",
    "dominicans": "DOM", "chinese": "CHN", "french": "FRA", "frenchman": "FRA", "frenchmen": "FRA", "dutch": "NLD",
    "dutchman": "NLD", "frenchwoman": "FRA", "frenchwomen": "FRA", "dutchmen": "NLD", "dutchwoman": "NLD",
    "dutchwomen": "NLD", "kingston": "JAM", "moscow": "RUS", "belgrade": "SRB", "prague": "CZE", "virgin islander": "VIR",
}
PEOPLE = re.compile(r"(men|women)$|^(Batswana|Basotho|emaSwati)$")


def word_rows(countries, own):
    words = {}
    for row in countries:
        iso3 = iso3_of_row(row)
        if iso3:
            ended = not row["iso3"]
            for word, how, noun in words_of(row):
                if (iso3, word) not in NOT_WORDS:
                    add_word(words, word, iso3, how, noun, 2 if ended else (0 if row["independent"] == "Yes" else 1))
    for row in own_rows(own / "country_words.tsv"):
        add_word(words, row["words"], row["iso3"], row["how"], row["noun"], 0)
    rows = []
    for (word, iso3), (how, noun, rank) in words.items():
        rank = -1 if LIKELIEST.get(plain(word)) == iso3 else rank
        rows.append([word, iso3, how, "+".join(sorted(noun)), rank + 1])
    return sorted(rows, key=lambda row: (plain(row[0]), row[4], row[1], row[0]))


HOW = ["name", "adjective", "person", "people", "capital", "metonym"]


def add_word(words, word, iso3, how, noun, rank):
    known = words.get((word, iso3))
    nouns = set(noun.split("+")) - {""}
    if how in ("person", "people"):
        nouns.add(how)
    if known:
        how = min(known[0], how, key=HOW.index)
        nouns |= known[1]
        rank = min(rank, known[2])
    words[word, iso3] = (how, nouns, rank)


def words_of(row):
    """(word, how, noun) of one country, out of the country table."""
    names = [row["name"].strip(), row["official"]] + row["aliases"].split("|")
    for name in names:
        if name and not re.search(r"[;()]", name) and "&" not in name:
            yield name, "name", ""
    adjectives = [word for word in row["demonym_adjs"].split("|") if word and "English speakers" not in word]
    adjectives = [word for word in adjectives if not word.endswith("Islanders")]
    nouns = [word for word in row["demonym_nouns"].split("|") if word and "English speakers" not in word]
    for word in adjectives:
        yield word, "adjective", ""
    for word in nouns:
        if PEOPLE.search(word) or (word.endswith("s") and word[:-1] in nouns):
            yield word, "people", ""
        elif word in adjectives and re.search(r"(sh|ch|Dutch)$", word):
            yield word, "adjective", "people"
        elif word in adjectives and re.search(r"(ese|ss|se|bé|be|hs)$", word):
            yield word, "person", "people"
        else:
            yield word, "person", ""
            if word + "s" not in nouns and re.search(r"(an|er|ian)$", word):
                yield word + "s", "people", ""
    # A territory's capital hardly ever stands for its government in the news, and is often a namesake.
    if row["capital"] and (row["independent"] == "Yes" or row["iso3"] in ("TWN", "XKX", "PSE", "HKG", "GRL") or not row["iso3"]):
        if row["iso3"] not in ("PSE", "MMR", "KAZ"):
            yield row["capital"], "capital", ""


# ---------------------------------------------------------------- entities

ENTITY_HEADER = ["id", "kind", "country", "sector", "certain", "name", "aliases", "surnames", "roles", "domains"]
KINDS = {
    "person": "person", "igo": "igo", "ngo": "ngo", "armed-group": "armed-group", "party": "party", "company": "company",
    "outlet": "outlet", "government": "government", "legislature": "organ", "ministry": "organ", "agency": "organ",
    "military": "organ", "court": "organ",
}
CAMEO_COUNTRY = {"ROM": "ROU", "MTN": "MNE", "TMP": "TLS", "KSV": "XKX", "IMY": "IMN"}
SECTORS = ["GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP", "PTY", "REB", "CVL", "LAB", "EDU", "REL", "MED", "BUS", "NGO", "CRM", "IGO"]
# Entities that the country words, titles and groups tell better, or that are no actors.
LEFT_OUT = {
    "ministry:usa:white-house", "ministry:rus:kremlin", "armed-group:isr:settlers", "armed-group:nga:lukurawa",
    "person:tony-blair", "person:gbr:tony-blair", "person:usa:george-bush",
}
# A head of state whom the factbook lists again under each realm or territory.
HOME = {
    "charles iii": "GBR", "elizabeth ii": "GBR", "emmanuel macron": "FRA", "donald trump": "USA", "donald j trump": "USA",
    "joe biden": "USA", "joseph r biden jr": "USA", "joseph biden": "USA", "barack obama": "USA", "barack h obama": "USA",
    "francois hollande": "FRA", "willem alexander": "NLD", "margrethe ii": "DNK", "frederik x": "DNK", "harald v": "NOR",
}
GENERIC = re.compile(
    r"^((the |national |republican |royal |state |federal |civil |public |local )*(army|navy|air force|air forces|ground forces?|land forces?|"
    r"naval forces?|coast guard|police|police force|national guard|armed forces|military|gendarmerie|border guards?|"
    r"border guard service|border police|ministry of (defen[cs]e|police|interior)|security forces|marine corps|presidential guard|"
    r"aerospace forces|maritime force|defen[cs]e forces?|special forces|army \(includes.*|volunteers|territorial defen[cs]e.*))$", re.I)
TITLE_WORDS = {
    "president", "presidents", "vice", "prime", "minister", "deputy", "first", "sir", "dame", "lt.", "gen.", "col.", "capt.",
    "capt", "brig.", "maj.", "dr.", "mr.", "mrs.", "ms.", "sheikh", "shaykh", "sr.", "high", "commissioner", "co-vice", "council",
    "general", "permanent", "temporary", "cnsp", "minister-designate", "leadership", "chairperson", "infrastructure", "oil",
    "territorial", "island", "assembly", "right", "hon.", "justice", "admiral", "adm.", "archbishop", "prince", "amir",
}


def entity_rows(actors, own):
    entities = {}
    people = defaultdict(list)
    for line in open(actors, encoding="utf-8"):
        record = json.loads(line)
        if record.get("tier") == "legacy" or record["kind"] == "country" or record["id"] in LEFT_OUT:
            continue
        if record["kind"] == "person":
            person = person_of(record)
            if person:
                people[person["country"]].append(person)
        else:
            body = body_of(record)
            if body:
                entities[body["id"]] = body
    for row in own_rows(own / "people.tsv"):
        add_own_role(people, row)
    for group in people.values():
        for person in merged(group):
            entities[person["id"]] = person
    for row in own_rows(own / "bodies.tsv"):
        entities[row["id"]] = own_body(row)
    close_roles(entities)
    rows = [entity_row(entity) for entity in entities.values()]
    return sorted(rows)


def actor_code(record):
    """Country and sector of a CAMEO code: LBNREBHEZ is LBN and REB, IGOUNO is IGO and IGO."""
    code = (record.get("codes") or [""])[0]
    country = record["country"] or ""
    rest = code[3:]
    if code.startswith("IGO") or record["kind"] == "igo":
        return "IGO", "MIL" if "MIL" in code[3:] else "IGO"
    if record["kind"] == "ngo" or code.startswith("NGO"):
        return country or code_country(code) or "INT", "NGO"
    country = country or code_country(code) or ("INT" if code[:3] in ("IMG", "MNC", "NGO") else "UNK")
    if code.startswith("MNC") or "BUS" in rest:
        return country, "BUS"
    if record["kind"] == "armed-group":
        return country, armed_sector(rest)
    if record["kind"] == "party":
        return country, "OPP"
    if record["kind"] == "legislature":
        return country, "LEG"
    for sector in ("SPY", "COP", "MIL", "LEG", "JUD", "MED", "REB", "OPP", "GOV"):
        if sector in rest and not (sector != "GOV" and rest.startswith("GOV")):
            return country, sector
    return country, {"military": "MIL", "court": "JUD", "outlet": "MED", "ministry": "GOV", "government": "GOV"}.get(record["kind"], "UNK")


def armed_sector(rest):
    if rest.startswith("CRM"):
        return "CRM"
    if rest.startswith(("MIL", "KURMIL")):
        return "MIL"
    if rest.startswith("OPP"):
        return "OPP"
    return "PTY" if rest.startswith(("GOVFTA", "PTY", "PLO")) else "REB"


def code_country(code):
    head = CAMEO_COUNTRY.get(code[:3], code[:3])
    return head if re.match(r"^[A-Z]{3}$", head) and head not in ("IMG", "MNC", "NGO", "IGO", "SEA", "EUR", "AFR", "ASA", "MEA") and len(code) > 3 else None


def clean_name(name):
    name = re.sub(r"</?strike>", "", name).replace("’", "'").replace("‘", "'")
    name = re.sub(r"\s*\([^)]*\)", "", name)
    return re.sub(r"\s+", " ", name).strip(" -–,;")


def body_of(record):
    name = clean_name(record["name"])
    factbook = "Factbook" in record["source"]
    if not re.search(r"\w\w", name) and record["kind"] != "outlet":
        return None
    if factbook and (GENERIC.match(name) or re.search(r"\bnote\b|\bformer|\bother\b| or |;|:|\d{4}|alliance with|independents?$", name, re.I) or len(name) > 70):
        return None
    country, sector = actor_code(record)
    aliases = []
    for alias in record.get("aliases") or []:
        short = re.findall(r"\(([A-Z][\w.-]{1,7})\)", alias)
        for text in [clean_name(alias)] + short:
            text = re.sub(r"^aka ", "", text)
            if factbook and (GENERIC.match(text) or len(text) < 2 or len(text) > 60 or re.match(r"[a-z]", text) or " or " in text
                             or re.search(r"alliance with|dissolved|includes|\bnote\b", text) or len(text) == 1 or not text[0].isalpha()):
                continue
            aliases.append(text)
    aliases += re.findall(r"\(([A-Z][\w.-]{1,7})\)", record["name"])
    kind = KINDS[record["kind"]]
    if kind == "armed-group" and sector in ("PTY", "OPP"):
        kind = "party" if sector == "PTY" else "other"
    if kind == "armed-group" and sector == "MIL" and country != "RUS":
        kind = "organ"
    roles = []
    for role in record.get("roles") or []:
        sector_then = armed_sector(role["code"][3:]) if "GOV" not in role["code"][3:6] else "GOV"
        roles.append(role_of(sector_then, "", role["from"], role["to"], "sure"))
    if roles and record["id"].endswith("taliban"):
        sector = "GOV"
    return {
        "id": record["id"], "kind": kind, "country": country, "sector": sector, "certain": int(record["kind"] != "party"),
        "name": name, "aliases": aliases, "surnames": [], "roles": roles, "domains": record.get("domains") or [],
    }


def own_body(row):
    return {
        "id": row["id"], "kind": row["kind"], "country": row["country"], "sector": row["sector"], "certain": int(row["certain"] or 1),
        "name": row["name"], "aliases": [a for a in row["aliases"].split("|") if a], "surnames": [], "roles": [],
        "domains": [d for d in row["domains"].split("|") if d],
    }


def person_of(record):
    factbook = "Factbook" in record["source"] and "curated" not in record["source"]
    name = person_name(record["name"])
    country = actor_code(record)[0]
    if not name or HOME.get(plain(re.sub(r" of .*", "", name)), country) != country:
        return None
    first, last = plain(name).split()[0], plain(name).split()[-1]
    aliases = []
    for alias in record.get("aliases") or []:
        alias = person_name(alias)
        if not alias:
            continue
        words = plain(alias).split()
        # The factbook's lists of spellings hold other holders too: a spelling shares its first or its last word.
        alike = similar(words[0], first) and similar(words[-1], last)
        if not factbook and "Factbook" not in record["source"] or alike or (len(words) == 1 and words[0] in plain(name).split()):
            aliases.append(alias)
        elif "curated" in record["source"] and (words[0] == first or words[-1] == last):
            aliases.append(alias)
    roles = []
    for role in record.get("roles") or []:
        code, title = office_of(role)
        if code == "ELI":
            continue
        # "mp" says that the factbook's end is the next known holder's start, which may be years and holders later.
        if "asof" in role:
            basis = role["asof"]
        elif role.get("to_basis") == "last-seen":
            basis = "last-seen"
        elif role.get("to_basis") == "successor-start":
            basis = "successor"
        elif role.get("conf") == "m":
            basis = "likely"
        elif "legislators" in record["source"] and role["to"] is None:
            basis = CONGRESS_KNOWN_UNTIL
        else:
            basis = "sure"
        roles.append(role_of(code, title, role["from"], role["to"], basis))
    if not roles:
        return None
    return {"id": record["id"], "kind": "person", "country": country, "sector": "", "certain": 1, "name": name, "aliases": aliases,
            "roles": roles, "domains": []}


def similar(a, b):
    if a == b:
        return True
    pairs = lambda word: {word[i:i + 2] for i in range(len(word) - 1)}
    x, y = pairs(a), pairs(b)
    return bool(x and y) and 2 * len(x & y) / (len(x) + len(y)) >= 0.5


def person_name(name):
    name = re.sub(r"\s*\"[^\"]*\"", "", clean_name(name))
    if re.search(r" and |/| previously |Heritage|Republic|Commonwealth|New Zealand|Ministers?\b.+\bMinisters?\b|\bDeputy Prime\b", name):
        return None
    words = name.split()
    while len(words) > 1 and words[0].lower() in TITLE_WORDS:
        words.pop(0)
    name = " ".join(words)
    return name if len(name) > 2 and not name.islower() else None


def office_of(role):
    """The office code, put right where the title contradicts it, and the title, where it is whole."""
    code, title = role["code"], (role.get("title") or "").strip()
    low = title.lower()
    if code in ("GOV:HOS", "GOV:HOG"):
        if re.match(r"vice premier|deputy pr(ime|emier)", low):
            code = "GOV:DPM"
        elif re.match(r"(vice|deputy|first vice)\b", low):
            code = "GOV:VP"
        elif code == "GOV:HOS" and re.search(r"prime minister|premier|taoiseach", low) and not re.search(r"sultan|king|emir|amir|president", low):
            code = "GOV:HOG"
    if re.search(r"( of| of the| and|\.|\bSir|\bSheikh)$", title) or title in ("Vice", "Deputy", "Sir"):
        title = ""
    return code.replace("GOV:FM2", "GOV:FS"), title


def role_of(office, title, start, end, basis):
    return {"office": office, "title": title, "start": start or "", "end": end or "", "basis": basis}


def add_own_role(people, row):
    slug = re.sub(r"[^a-z0-9]+", "-", plain(row["name"])).strip("-")
    ident = f"person:{slug}" if row["country"] in ("IGO", "INT") else f"person:{row['country'].lower()}:{slug}"
    role = role_of(row["office"], row["title"], row["from"], row["to"], row["basis"] or "sure")
    people[row["country"]].append({
        "id": ident, "kind": "person", "country": row["country"], "sector": "", "certain": 1, "name": row["name"],
        "aliases": [alias for alias in row["aliases"].split("|") if alias], "roles": [role] if row["office"] else [], "domains": [], "own": True,
    })


def merged(people):
    """One entity a person: records of a country that share a name are one, hand-written rows leading."""
    found = []
    for person in sorted(people, key=lambda p: not p.get("own")):
        names = {plain(name) for name in [person["name"]] + person["aliases"] if " " in name}
        same = next((other for other in found if names & other["names"]), None)
        if same:
            same["names"] |= names
            same["aliases"] += [person["name"]] + person["aliases"]
            hand = {role["office"] for role in same["roles"] if same.get("own") and role["basis"] == "sure"}
            same["roles"] += [role for role in person["roles"] if person.get("own") or role["office"] not in hand]
        else:
            found.append(dict(person, names=names))
    for person in found:
        # A president who leads the government himself is listed as head of state only; look-ups know that.
        states = [role["start"][:4] for role in person["roles"] if role["office"] == "GOV:HOS"]
        person["roles"] = [role for role in person["roles"]
                           if not (role["office"] == "GOV:HOG" and role["title"] == "President" and role["start"][:4] in states)]
        person["aliases"] += short_forms(person)
        person["surnames"] = surnames(person)
        if person["country"] == "IGO":
            for role in person["roles"]:
                role["office"] = igo_office(role)
        person["roles"] = joined_terms(person["roles"])
    return [person for person in found if person["roles"]]


# Offices of international bodies, by their titles: "IGO:HEAD" alone does not say of which.
BODIES_HEADED = {
    "UN Secretary-General": "UNSG", "NATO Secretary General": "NATOSG", "President of the European Commission": "EC",
    "President of the European Council": "EUCO", "EU High Representative": "EUHR", "President of the European Parliament": "EP",
    "ECB President": "ECB", "UN High Commissioner for Human Rights": "HCHR", "UN High Commissioner for Refugees": "HCR",
    "IAEA Director General": "IAEA", "WHO Director-General": "WHO", "IMF Managing Director": "IMF", "World Bank President": "WB",
    "ICC Prosecutor": "ICC", "AU Commission Chair": "AUC", "UN humanitarian chief": "OCHA", "WTO Director-General": "WTO",
    "UNRWA Commissioner-General": "UNRWA", "WFP Executive Director": "WFP", "UNICEF Executive Director": "UNICEF",
}


def igo_office(role):
    body = BODIES_HEADED.get(role["title"])
    return f"IGO:{body}" if body else "IGO:" + role["office"].split(":")[-1]


def joined_terms(roles):
    """Terms of one office that follow each other without a gap become one."""
    roles = sorted(roles, key=lambda role: (role["office"], role["start"], role["end"] or "9999"))
    found = []
    for role in roles:
        last = found[-1] if found else None
        if last and last["office"] == role["office"] and last["end"] and role["start"] <= last["end"]:
            if not role["end"] or role["end"] > last["end"]:
                last.update(end=role["end"], basis=role["basis"])
        elif last and last["office"] == role["office"] and not last["end"]:
            if re.match(r"\d{4}-", role["basis"]) and not re.match(r"\d{4}-", last["basis"]):
                last.update(basis=role["basis"])
        else:
            found.append(dict(role))
    return found


FAMILY_FIRST = {"CHN", "KOR", "PRK", "KHM"}
SPANISH = {"ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GTM", "HND", "MEX", "NIC", "PAN", "PER", "PRY", "SLV", "URY", "VEN", "GNQ", "PRI"}
GIVEN = set("alejandro alfonso alberto alvaro andres angel antonio armando augusto carlos cesar cristina daniel david delcy diego eduardo "
            "eloina enrique ernesto evo felipe fernando francisco gabriel gerardo guillermo gustavo ignacio javier jorge jose juan juana juana "
            "laurentino luis manuel marcelo maria mario martin mauricio miguel nayib nestor nicolas orlando oscar pablo pedro rafael raul "
            "ricardo roberto rodolfo rodrigo santiago sebastian sergio tomas vicente victor xiomara iris isabel gloria ana rosa marta "
            "beatriz elena julio hernando alexander felix ulises salvador xavier arturo eugenio rolando ramon corina evo".split())
PARTICLES = {"al", "el", "bin", "ibn", "ben", "bint", "van", "von", "der", "den", "de", "la", "le", "du", "da", "dos", "do", "del", "di", "ter", "ten", "abu", "ould", "st", "mac", "af"}


def name_words(person):
    return [w for w in re.sub(r",? (Jr|Sr|II|III|IV)\.?$", "", person["name"]).replace(",", "").split()]


def family_first(person):
    words = name_words(person)
    return person["country"] in FAMILY_FIRST or person["country"] == "VNM" or (person["country"] == "TWN" and len(words) > 1 and "-" in words[1])


def short_forms(person):
    """Ways of news to call a person in full: without middle names, without a second family name."""
    words = name_words(person)
    if family_first(person) or len(words) < 3:
        return []
    first, rest = words[0], words[1:]
    if person["country"] in SPANISH:
        family = [w for w in rest if plain(w) not in GIVEN]
        if len(family) >= 2 and family[0][0].isupper() and plain(family[0]) not in PARTICLES and len(plain(family[0])) > 2:
            return [f"{first} {family[0]}"]
        return []
    if any(plain(w.split("-")[0]) in PARTICLES for w in rest) or "." in first:
        return []
    return [f"{first} {rest[-1]}"]


def surnames(person):
    """What a person is called for short."""
    found = []
    for name in [person["name"]] + person["aliases"]:
        words = name_words({"name": name})
        if name != person["name"] and sorted(plain(name).split()) == sorted(plain(person["name"]).split()):
            continue
        if len(words) == 1:
            found.append(name)
            continue
        if re.match(r"^[IVX]+$", words[-1]) or words[0] in ("King", "Pope", "Queen", "Emir", "Sheikh", "Prince", "President"):
            continue
        if family_first(dict(person, name=name)):
            found.append(words[0])
            if person["country"] == "VNM":
                found.append(words[-1])
            continue
        last = len(words) - 1
        at = last
        while at > 1 and plain(words[at - 1]) in PARTICLES:
            at -= 1
        found.append(" ".join(words[at:]))
        if plain(words[at]) in ("al", "el"):
            found.append(words[last])
        bare = re.sub(r"^([Aa]l|[Ee]l|[Aa]n|[Aa]sh)-", "", words[last])
        found.append(bare)
        if person["country"] in SPANISH and last >= 2:
            family = [w for w in words[1:] if plain(w) not in GIVEN and plain(w) not in PARTICLES]
            found += family[:1] + [" ".join(family[:2])]
    seen = {}
    for name in found:
        if len(plain(name)) > 1 and plain(name) not in PARTICLES and not re.match(r"^[a-z]+$", name):
            seen.setdefault(plain(name), name)
    return list(seen.values())


def close_roles(entities):
    """An office last seen ends where the next known holder begins."""
    starts = defaultdict(list)
    for entity in entities.values():
        for role in entity["roles"]:
            if role["start"]:
                starts[entity["country"], role["office"]].append(role["start"])
    for entity in entities.values():
        for role in entity["roles"]:
            if role["basis"] == "last-seen":
                role["seen"] = role["end"]
                later = sorted(s for s in starts[entity["country"], role["office"]] if s > role["end"])
                role["end"] = later[0] if later else ""


def days(text, last):
    """(first day, one past the last day) that an ISO date, month or year may mean."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = datetime.date(*parts)
        return day, day
    if len(parts) == 2:
        year, month = parts
        return datetime.date(year, month, 1), datetime.date(year + month // 12, month % 12 + 1, 1)
    return datetime.date(parts[0], 1, 1), datetime.date(parts[0] + 1, 1, 1)


def role_text(role):
    """office~title~from~to~first sure day~last sure day"""
    start = days(role["start"], False) if role["start"] else None
    end = days(role["end"], True) if role["end"] else None
    first = start[0].isoformat() if start else ""
    past = end[1].isoformat() if end else ""
    one = datetime.timedelta(days=1)
    sure_from = start[1] if start else None
    basis = role["basis"]
    if basis == "last-seen":
        sure_to = days(role["seen"], True)[0]
    elif basis == "successor":
        # The factbook shows one holder after another, but may have missed some between: half a year is safe to say.
        sure_to = min(end[0] - one, sure_from + datetime.timedelta(days=180)) if start else None
    elif end:
        sure_to = end[0] - one
    else:
        sure_to = datetime.date.fromisoformat(basis if re.match(r"\d{4}-", basis) else HAND_KNOWN_UNTIL)
    if not start and sure_to and role["office"].find(":") < 0:
        sure_from = datetime.date(1900, 1, 1)
    sure = [sure_from.isoformat(), sure_to.isoformat()] if sure_from and sure_to and sure_from <= sure_to else ["", ""]
    return "~".join([role["office"], role["title"].replace("~", " "), first, past] + sure)


def entity_row(entity):
    roles = sorted(entity["roles"], key=lambda role: (role["start"] or "0", role["end"] or "9999"))
    sector = entity["sector"]
    if entity["kind"] == "person":
        latest = max(roles, key=lambda role: (role["end"] == "", role["end"], role["start"]))
        sector = latest["office"].split(":")[0]
        sector = sector if sector in SECTORS else "UNK"
    assert sector in SECTORS + ["UNK"], entity
    known, aliases = {plain(entity["name"])}, []
    for alias in entity["aliases"]:
        if alias and "|" not in alias and plain(alias) not in known and len(plain(alias)) > 1:
            known.add(plain(alias))
            aliases.append(alias)
    return [entity["id"], entity["kind"], entity["country"], sector, entity["certain"], entity["name"], "|".join(aliases),
            "|".join(entity.get("surnames", [])), "|".join(role_text(role) for role in roles), "|".join(entity["domains"])]


# ---------------------------------------------------------------- places

PLACE_HEADER = ["geonames", "name", "alternates", "country", "admin1", "lat", "lon", "feature", "population"]
# Words of other languages for "city of", which GeoNames' Latin-letter alternates are full of.
FOREIGN = re.compile(r"^(Dakbayan|Lungsod|Palika|Horad|Gorad|Gorod|Grad|Kota|Oras|Stad|Urbo|Ciutat|Munisipyo|Siudad|Zempoaltepetl)\b|\b(osh|shi|xian|by|kaupunki)$| (ul|ka|ki|ng|sa) ")


def centres(records):
    """Where the towns of a province lie on average, for each that has three or more: its row in the table of places may be anywhere in it."""
    towns = {}
    for record in records:
        if record["feature_code"].startswith("PPL") and record["lat"]:
            towns.setdefault((record["country"], record["admin1"]), []).append((float(record["lat"]), float(record["lon"])))
    mean = lambda values: round(sum(values) / len(values), 1)
    return {key: (mean([lat for lat, _ in spots]), mean([lon for _, lon in spots])) for key, spots in towns.items() if len(spots) > 2}


def place_rows(path, iso3_of, own):
    by_hand = {(row["country"], plain(row["name"])): row for row in own_rows(own / "provinces.tsv")}
    records = list(csv.DictReader(open(path, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    provinces = {}
    for record in records:
        if record["feature_code"] == "ADM1":
            provinces[record["country"], record["admin1"]] = record["name"]
    middles = centres(records)
    rows = []
    for record in records:
        name = re.sub(r"\s+", " ", record["name"]).strip()
        if name == "Null Island" or not name or not record["lat"]:
            continue
        ident = int(record["geonameid"])
        hand = ident < -1500
        known, kept = {plain(name)}, []
        if plain(record["ascii"]) not in known:
            kept.append(record["ascii"])
            known.add(plain(record["ascii"]))
        for other in record["alternates"].split("|"):
            key = plain(other)
            if key and key not in known and (hand or worth_keeping(other, key)):
                known.add(key)
                kept.append(other.strip())
        country = iso3_of.get(record["country"], "")
        admin1 = "" if record["feature_code"] == "ADM1" else provinces.get((record["country"], record["admin1"]), "")
        lat, lon = record["lat"], record["lon"]
        if record["feature_code"] == "ADM1":
            lat, lon = middles.get((record["country"], record["admin1"]), (lat, lon))
            if row := by_hand.get((country, plain(name))):
                lat, lon = row["lat"], row["lon"]
                kept += [short for short in row["short"].split("|") if short and short not in kept]
        rows.append([ident, name, "|".join(kept), country, admin1, trim(lat), trim(lon), record["feature_code"],
                     record["population"] or 0])
    return sorted(rows, key=lambda row: row[0])


def worth_keeping(other, key):
    if len(key) < 4 or len(other) > 40 or FOREIGN.search(other) or not other[0].isupper() and other[0] not in "'":
        return False
    return not re.search(r"\d|[,;()]", other)


def trim(degrees):
    return f"{float(degrees):.4f}".rstrip("0").rstrip(".")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
