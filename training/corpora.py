"""Reads the annotated corpora into sentences that the heads can learn from.

Every reader gives `Sentence`s; a field that a corpus does not annotate stays None and costs no loss.
Offsets are code points. Sources and licences: model/README.md.
"""
from __future__ import annotations

import csv
import glob
import hashlib
import json
import os
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

NAME_KINDS = ["PER", "ORG", "LOC", "GROUP", "EVENT", "OTHER"]
NAME_LABELS = ["O"] + [f"{p}-{k}" for k in NAME_KINDS for p in "BI"]
FREE = {"GROUP", "EVENT", "OTHER"}  # kinds that corpora of three types leave without a label
GROUPS = set(
    "muslim muslims christian christians jew jews jewish catholic catholics protestant protestants sunni sunnis shiite shiites shia islamic islamist "
    "islamists hindu hindus sikh sikhs buddhist buddhists orthodox kurd kurds kurdish arab arabs tamil tamils hutu hutus tutsi tutsis tibetan tibetans "
    "uighur uighurs uyghur uyghurs rohingya chechen chechens republican republicans democrat democrats labour tory tories liberal liberals conservative "
    "conservatives communist communists european europeans african africans asian asians western latino latinos hispanic hispanics maoist maoists zionist "
    "alawite alawites druze yazidi yazidis basque basques catalan catalans".split()
)


@dataclass
class Sentence:
    """One sentence: `forms` and, where annotated, one value a token (or a pair) for each head."""

    forms: list[str]
    heads: list[int] | None = None  # 0 is the root, else a token's number from 1
    deprels: list[str] | None = None
    upos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    names: list[set[str]] | None = None  # the labels that the annotation allows at each token
    style: str = "web"  # whose idea of a name it is: one of model.STYLES
    document: str | None = None  # sentences that follow one another in a document are read together
    starts: list[int] = field(default_factory=lambda: [0])  # where the sentences begin, if it is several
    events: list[str] | None = None  # "O" or an event type
    modes: dict[int, str] = field(default_factory=dict)
    factuality: dict[int, str] = field(default_factory=dict)
    arguments: dict[int, dict[int, str]] = field(default_factory=dict)  # trigger -> token -> role; "?" is not known
    cues: list[str] | None = None  # "O" or "CUE"
    sayings: dict[int, dict[int, str]] = field(default_factory=dict)  # cue -> token -> speaker or content
    chains: dict[int, str] = field(default_factory=dict)  # head of a mention -> what it stands for; "?" is not known
    pointing: dict[int, bool] = field(default_factory=dict)  # mentions whose antecedent is learned -> whether it may be that they have none
    cast: dict[int, str] = field(default_factory=dict)  # token -> the actor that it names; "?" is not known
    parties: dict[int, dict[str, str]] = field(default_factory=dict)  # trigger -> actor -> role, wherever the actor is named


def join(sentences: list[Sentence]) -> Sentence:
    """Sentences that follow one another, as one; tokens are counted through, heads too, and every root's head stays 0."""
    first = sentences[0]
    if len(sentences) == 1:
        return first
    starts, at = [], 0
    for s in sentences:
        starts.append(at)
        at += len(s.forms)
    rows = list(zip(sentences, starts))
    chain = lambda name: None if getattr(first, name) is None else [v for s in sentences for v in getattr(s, name)]
    names = None if all(s.names is None for s in sentences) else [v for s in sentences for v in s.names or [set()] * len(s.forms)]
    moved = lambda name: {k + by: v for s, by in rows for k, v in getattr(s, name).items()}
    pairs = lambda name: {k + by: {o + by: r for o, r in v.items()} for s, by in rows for k, v in getattr(s, name).items()}
    return Sentence(
        forms=chain("forms"),
        heads=None if first.heads is None else [h and h + by for s, by in rows for h in s.heads],
        **{name: chain(name) for name in ("deprels", "upos", "feats", "lemmas", "events", "cues")},
        **{name: moved(name) for name in ("modes", "factuality", "chains", "pointing", "cast", "parties")},
        **{name: pairs(name) for name in ("arguments", "sayings")},
        names=names,
        style=first.style,
        document=first.document,
        starts=starts,
    )


def conllu(path: str, names_of=None, style: str = "web", chains_of=None) -> list[Sentence]:
    """Reads a CoNLL-U file; `names_of(rows)` gives the allowed name labels of a sentence, or None; `chains_of(rows)` its mentions' chains."""
    found, rows, document = [], [], None

    def close():
        if rows:
            chains = chains_of(rows) if chains_of else {}
            found.append(
                Sentence(
                    chains=chains,
                    pointing=dict.fromkeys(chains, True),
                    forms=[r[1] for r in rows],
                    heads=[int(r[6]) for r in rows],
                    deprels=[r[7] for r in rows],
                    upos=[r[3] for r in rows],
                    feats=[r[5] for r in rows],
                    lemmas=[r[2] for r in rows],
                    names=names_of(rows) if names_of else None,
                    style=style,
                    document=document,
                )
            )

    with open(path, encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                close()
                rows = []
            elif line.startswith("# newdoc"):
                document = f"{path} {len(found)}"
            elif not line.startswith("#"):
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
    close()
    return found


def bio(path: str) -> dict[tuple[str, ...], list[str]]:
    """Reads UNER's tables: the tags of every sentence, by its forms."""
    tags, rows = {}, []
    with open(path, encoding="utf-8") as lines:
        for line in list(lines) + ["\n"]:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    tags[tuple(r[1] for r in rows)] = [r[2] for r in rows]
                rows = []
            elif not line.startswith("#"):
                rows.append(line.split("\t"))
    return tags


def allowed(tags: list[str], forms: list[str], free: set[str], demonyms: set[str]) -> list[set[str]]:
    """Which labels each token may have: its own; and, where the corpus does not annotate `free` kinds, theirs too."""
    free_labels = {f"{p}-{k}" for k in free for p in "BI"}
    labels = []
    for n, (tag, form) in enumerate(zip(tags, forms)):
        if tag != "O":
            labels.append({tag})
        elif form in demonyms or form.lower() in GROUPS and form[:1].isupper() and n > 0:
            labels.append({"B-GROUP"})
        else:
            labels.append({"O"} | (free_labels if form[:1].isupper() or not form[:1].isalpha() else set()))
    return labels


def demonyms(knowledge: str) -> set[str]:
    """The nouns and adjectives of all countries, but for those that are a country's name as well."""
    words, names = set(), set()
    with open(os.path.join(knowledge, "countries.csv"), encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            names |= {row["name"], *row["aliases"].split("|")}
            for column in ("demonym_nouns", "demonym_adjs"):
                words |= {w for w in row[column].split("|") if w and " " not in w and not w.isupper()}
    return words - names


def ewt(folder: str, split: str, nouns: set[str]) -> list[Sentence]:
    """UD English EWT with UNER's names."""
    ner_file = {"train": "en_ewt-ud-train.2022-12.iob2"}.get(split, f"en_ewt-ud-{split}.iob2")
    tags = bio(os.path.join(folder, "uner-ewt", ner_file))

    def names(rows):
        forms = tuple(r[1] for r in rows)
        own = tags.get(forms)
        return allowed(own, list(forms), FREE, nouns) if own else None

    return conllu(os.path.join(folder, "ud-ewt", f"en_ewt-ud-{split}.conllu"), names)


GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT", "abstract": "OTHER", "object": "OTHER", "time": None, "animal": None, "plant": None, "substance": None}


def gum(folder: str, split: str, nouns: set[str]) -> list[Sentence]:
    """GUM's free genres; a name is an entity carried by a proper noun, without the words around it."""

    def entities(rows):
        """Every mention: its chain, kind, first token, whether it is known by a page of its own, last token."""
        open_spans, spans = [], []
        for n, row in enumerate(rows):
            entity = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
            for opened, closed in re.findall(r"\(([^()]+)|([^()]*)\)", entity):
                if opened:
                    parts = opened.split("-")
                    open_spans.append([parts[0], parts[1] if len(parts) > 1 else None, n, len(parts) > 6])
                else:
                    key = closed.split("-")[0]
                    at = next((k for k in range(len(open_spans) - 1, -1, -1) if not key or open_spans[k][0] == key), None)
                    if at is not None:
                        spans.append((*open_spans.pop(at), n))
        return spans

    def carrier(rows, start, end):
        return next((n for n in range(start, end + 1) if not start <= int(rows[n][6]) - 1 <= end), None)

    def chains(rows):
        found = {}
        for chain, _, start, _, end in sorted(entities(rows), key=lambda s: s[4] - s[2]):
            found.setdefault(carrier(rows, start, end), chain)
        return {n: chain for n, chain in found.items() if n is not None}

    def names(rows):
        tags = ["O"] * len(rows)
        for _, kind, start, known, end in sorted(entities(rows), key=lambda s: s[2] - s[4]):
            kind, head = GUM_KINDS.get(kind), carrier(rows, start, end)
            if not kind or head is None or rows[head][3] != "PROPN":
                continue
            capital = lambda n: rows[n][3] == "PROPN" or rows[n][1][:1].isupper() and rows[n][3] in ("NOUN", "ADJ", "NUM")
            joins = lambda n: rows[n][1] in ("of", "the", "for", "and", "-", "&", "'s", "de", "al", "'") and known and kind != "PER" or rows[n][1] == "-"
            first = last = head
            while first > start and (capital(first - 1) or joins(first - 1)):
                first -= 1
            while last < end and (capital(last + 1) or joins(last + 1)):
                last += 1
            while first < head and not capital(first):
                first += 1
            while last > head and not capital(last):
                last -= 1
            if kind == "PER":
                while first < head and rows[first][3] != "PROPN":
                    first += 1
            tags[first : last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
        for n in range(1, len(tags)):  # a name overwritten in part by one inside it
            if tags[n].startswith("I-") and tags[n - 1][2:] != tags[n][2:]:
                tags[n] = "B" + tags[n][1:]
        return allowed(tags, [r[1] for r in rows], {"GROUP"}, nouns)

    return conllu(os.path.join(folder, "gum", "free", f"gum-free-ud-{split}.conllu"), names, "gum", chains)


def wikigold(folder: str, nouns: set[str]) -> list[Sentence]:
    """wikigold: names only; its MISC may be a group, an event or another name."""
    found, forms, tags, document = [], [], [], 0
    path = os.path.join(folder, "wikigold", "CONLL-format", "data", "wikigold.conll.txt")
    with open(path, encoding="utf-8") as lines:
        for line in list(lines) + ["\n"]:
            line = line.strip()
            if line.startswith("-DOCSTART-"):
                document += 1
                continue
            if line:
                form, tag = line.rsplit(" ", 1)
                begins = tag != "O" and (not tags or tags[-1] == "O" or tags[-1][2:] != tag[2:])
                forms.append(form)
                tags.append("B" + tag[1:] if begins else tag)
            elif forms:
                labels = allowed([t if "MISC" not in t else "O" for t in tags], forms, set(), nouns)
                for n, tag in enumerate(tags):
                    if "MISC" in tag and labels[n] == {"O"}:
                        labels[n] = {f"{tag[0]}-{k}" for k in FREE}
                found.append(Sentence(forms=forms, names=labels, style="wiki", document=f"wikigold {document}"))
                forms, tags = [], []
    return found


CROSSNER_KINDS = {
    **dict.fromkeys(("politician", "person", "scientist", "writer", "musicalartist", "researcher"), "PER"),
    **dict.fromkeys(("organisation", "politicalparty", "university", "band"), "ORG"),
    **dict.fromkeys(("country", "location"), "LOC"),
    **dict.fromkeys(("election", "event", "conference"), "EVENT"),
}


def crossner(folder: str, nouns: set[str]) -> list[Sentence]:
    """CrossNER's training and development sentences of all five fields."""
    found, forms, tags = [], [], []
    paths = sorted(p for split in ("train", "dev") for p in glob.glob(os.path.join(folder, "crossner", "*", f"{split}.txt")))
    for line in (line for path in paths for line in [*open(path, encoding="utf-8"), "\n"]):
        line = line.rstrip("\n")
        if line:
            form, tag = line.split("\t")
            forms.append(form)
            tags.append(tag)
        elif forms:
            kinds = [t if t == "O" else f"{t[0]}-{CROSSNER_KINDS.get(t[2:], '?')}" for t in tags]
            labels = allowed([k if "?" not in k else "O" for k in kinds], forms, set(), nouns)
            for n, kind in enumerate(kinds):
                if "?" in kind and labels[n] == {"O"}:
                    labels[n] = {f"{kind[0]}-{k}" for k in ("GROUP", "OTHER")}
            found.append(Sentence(forms=forms, names=labels, style="wiki"))
            forms, tags = [], []
    return found


WNUT_KINDS = {"person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "OTHER", "creative-work": "OTHER"}


def wnut(folder: str, nouns: set[str]) -> list[Sentence]:
    """WNUT17's training posts."""
    found, forms, tags = [], [], []
    for line in [*open(os.path.join(folder, "wnut17", "wnut17train.conll"), encoding="utf-8"), "\n"]:
        form, _, tag = line.rstrip("\n").partition("\t")
        if form:
            forms.append(form)
            tags.append(tag if tag == "O" else f"{tag[0]}-{WNUT_KINDS[tag[2:]]}")
        elif forms:
            if len(forms) > 1:
                found.append(Sentence(forms=forms, names=allowed(tags, forms, {"GROUP", "EVENT"}, nouns), style="social"))
            forms, tags = [], []
    return found


def meantime(folder: str, nouns: set[str]) -> list[Sentence]:
    """MEANTIME's named mentions in news; every sixth document is kept for measuring."""
    paths = sorted(glob.glob(os.path.join(folder, "meantime", "intra_cross-doc_annotation", "*", "*.xml")), key=os.path.basename)
    kinds = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "FIN": "ORG", "PRO": "OTHER", "MIX": "OTHER"}
    found = []
    for path in [p for n, p in enumerate(paths) if n % 6 != 5]:
        root = ElementTree.parse(path).getroot()
        tokens = [(t.get("t_id"), t.get("sentence"), t.text or "") for t in root.iter("token")]
        at = {t[0]: n for n, t in enumerate(tokens)}
        instance = {e.get("m_id"): e.get("ent_type") for e in root.iter("ENTITY")}
        refers = {}
        for link in root.iter("REFERS_TO"):
            target = link.find("target")
            for source in link.findall("source"):
                refers[source.get("m_id")] = instance.get(target.get("m_id"))
        tags = ["O"] * len(tokens)
        for mention in root.iter("ENTITY_MENTION"):
            kind = kinds.get(refers.get(mention.get("m_id")) or "")
            run = sorted(at[a.get("t_id")] for a in mention.findall("token_anchor") if a.get("t_id") in at)
            if mention.get("syntactic_type") != "NAM" or not kind or not run or run != list(range(run[0], run[-1] + 1)):
                continue
            while run and tokens[run[0]][2].lower() in ("the", "a"):
                run = run[1:]
            if run and all(tags[n] == "O" for n in run):
                for n in run:
                    tags[n] = f"{'B' if n == run[0] else 'I'}-{kind}"
        by_sentence: dict[str, list[int]] = {}
        for n, token in enumerate(tokens):
            by_sentence.setdefault(token[1], []).append(n)
        for run in by_sentence.values():
            forms = [tokens[n][2] for n in run]
            if len(forms) > 1:
                labels = allowed([tags[n] for n in run], forms, FREE, nouns)
                found.append(Sentence(forms=forms, names=labels, style="wiki", document=path))
    return found


def gap(folder: str) -> list[Sentence]:
    """GAP's development and validation texts: one pronoun each, and for two names whether it stands for them."""
    found = []
    for split in ("development", "validation"):
        with open(os.path.join(folder, "gap", f"gap-{split}.tsv"), encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                text = row["Text"]
                cut = [m.span() for m in re.finditer(r"[^\W_]+(?:-[^\W_]+)*|'s\b|[^\s]", text)]
                last = lambda start, name: next((n for n, (a, b) in enumerate(cut) if a < start + len(name) <= b), None)
                pronoun = last(int(row["Pronoun-offset"]), row["Pronoun"])
                forms = [text[a:b] for a, b in cut]
                # Who else is named, or is a pronoun, may be the same one: only the two that were judged count.
                chains = {n: "?" for n, f in enumerate(forms) if f[:1].isupper() or f.lower() in PRONOUNS}
                for side in "AB":
                    named = row[side].split()
                    for m in re.finditer(rf"\b{re.escape(row[side])}\b", text):
                        if (at := last(m.start(), row[side])) is not None:
                            chains |= dict.fromkeys(range(at - len(named) + 1, at), "part")
                            chains[at] = "same" if row[f"{side}-coref"].upper() == "TRUE" else side
                if pronoun is not None and any(chain == "same" and n < pronoun for n, chain in chains.items()):
                    chains[pronoun] = "same"
                    starts = [0] + [n for n in range(1, len(cut)) if forms[n - 1] in ".!?" and forms[n][:1].isupper() and len(forms[n - 2]) > 2]
                    found.append(Sentence(forms=forms, starts=starts, chains=chains, pointing={pronoun: False}))
    return found


PRONOUNS = set("he him his himself she her hers herself it its itself they them their theirs themselves who whom whose".split())


def held_back(document: str) -> bool:
    """Whether an annotated report belongs to the fifth that thresholds are chosen on, never trained on."""
    return int(hashlib.sha256(document.encode()).hexdigest(), 16) % 5 == 0
