"""Annotated readings of news reports as sentences for the statement and event heads.

The annotation names words, not tokens: triggers, cues, speakers and contents are looked up in their sentence. Who is meant by which
words is told by a report's cast (`annotations/cast`), where there is one; else an actor that plays a part in an event is looked up by the
words of its name or by its country's names. What cannot be found is marked "?", so that the heads are not taught that it is nothing.
"""
from __future__ import annotations

import bisect
import collections
import csv
import json
import os
import re

import corpora
from annotations import digest
from corpora import Sentence, held_back

STOP = set("the a an of and for in on at to mr mrs ms dr sir president minister prime secretary general former senior official officials government spokesman spokeswoman spokesperson state".split())
ROLES = set("president minister premier chancellor king queen leader chairman chairwoman director chief spokesman spokeswoman spokesperson official officer general governor mayor senator lawyer judge man woman group party government company police army".split())
PRONOUNS = set("he she it they him her them his its their who which that we i us our my you".split())


def countries(knowledge: str) -> dict[str, set[str]]:
    """For every country, the words that name it: names, demonyms, capital, lower-cased."""
    words: dict[str, set[str]] = {}
    with open(os.path.join(knowledge, "countries.csv"), encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            named = set()
            for column in ("name", "aliases", "demonym_nouns", "demonym_adjs", "capital"):
                named |= {w.lower() for w in row[column].split("|") if w}
            words[row["iso3"]] = named
    return words


def find(text: str, piece: str, start: int, end: int, taken: set[int] = frozenset(), near: int | None = None) -> int:
    """Where `piece` stands as whole words in text[start:end]; the one nearest to `near`, else the first not taken; -1 if nowhere."""
    spots = [start + m.start() for m in re.finditer(r"(?<!\w)" + re.escape(piece) + r"(?!\w)", text[start:end])]
    if not spots:
        at = text.find(piece, start, end)
        return at
    free = [s for s in spots if s not in taken] or spots
    return min(free, key=lambda s: abs(s - near)) if near is not None else free[0]


NAMED = {"person": "PER"} | dict.fromkeys(("organ", "party", "armed-group", "igo", "ngo", "company", "outlet"), "ORG")


def casts(path: str) -> dict[tuple[str, str], dict]:
    """Who is named where, by the report's id and the hash of its text."""
    with open(path, encoding="utf-8") as lines:
        return {(row["id"], row["sha256"]): row for row in map(json.loads, lines)}


def sentences(readings: str, tokens: str, knowledge: str, part: str, cast: dict[tuple[str, str], dict] = {}) -> list[Sentence]:
    """Reads the readings of one part ("fit", "held" or "all"); `tokens` is what `cargo run --example tokens` printed for them."""
    cut = {}
    with open(tokens, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            cut[row["id"]] = row["sentences"]
    names, demonyms = countries(knowledge), corpora.demonyms(knowledge)
    found = []
    with open(readings, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    told = {d["id"]: cast.get((d["id"], digest(d["text"]))) for d in documents}
    nouns = describing((d["text"], told[d["id"]]) for d in documents if told[d["id"]] and not held_back(d["id"]))
    for document in documents:
        if part == "all" or held_back(document["id"]) == (part == "held"):
            found += Document(document, cut[document["id"]], names, demonyms, told[document["id"]], nouns).sentences()
    return found


def describing(told) -> set[str]:
    """The nouns that stand for somebody three times or more in the (text, cast) pairs. Where a cast leaves one out, it stands for nobody named."""
    seen = collections.Counter(text[start:end].split()[-1] for text, cast in told for start, end, key in cast["mentions"] if key)
    return {word for word, times in seen.items() if times >= 3 and word.islower() and word not in PRONOUNS}


class Document:
    """One annotated report laid over its tokens."""

    def __init__(self, document, cut, names, demonyms, cast, nouns):
        self.document, self.names, self.text, self.demonyms, self.cast, self.describing = document, names, document["text"], demonyms, cast, nouns
        self.spans = document["spans"]
        self.tokens = [(a, b, n, k) for n, sentence in enumerate(cut) for k, (a, b) in enumerate(sentence)]
        self.rows = [Sentence(forms=[self.text[a:b] for a, b in s], style="report", document=document["id"], events=["O"] * len(s), cues=["O"] * len(s)) for s in cut]
        self.actors = {a["id"]: a for a in document["actors"]}

    def sentences(self) -> list[Sentence]:
        if self.cast:
            self.cast_told()
        else:
            self.name()
            self.enlist()
        for event in self.document["events"]:
            self.event(event)
        for statement in self.document["statements"]:
            self.statement(statement)
        return [r for r in self.rows if len(r.forms) > 1]

    def cast_told(self):
        """Names, who is meant by them, and whom pronouns and nouns stand for, as the report's cast tells."""
        for row in self.rows:
            row.names = [{"O"} for _ in row.forms]
            row.cast = {n: "?" for n, f in enumerate(row.forms) if f.lower() in PRONOUNS or f in ROLES}
        for start, end, kind, key in self.cast["names"]:
            spots = [spot for spot in map(self.token_at, self.starts_in(start, end)) if spot]
            for at, (n, k) in enumerate(spots):
                self.rows[n].names[k] = {f"{'I' if at and n == spots[at - 1][0] else 'B'}-{kind}"}
            if spots:
                self.rows[spots[-1][0]].cast[spots[-1][1]] = key
        for start, end, key in self.cast["mentions"]:
            spot = self.token_at(end - 1)
            if spot:
                row, at = self.rows[spot[0]], spot[1]
                row.cast[at] = key
                row.pointing[at] = True
        for n, row in enumerate(self.rows):
            for at, form in enumerate(row.forms):
                alone = not any(f[:1].isupper() for f in row.forms[at + 1 : at + 3])
                if form in self.describing and alone and row.cast.get(at, "?") == "?":
                    row.pointing[at] = True
            row.chains = {at: f"nobody {n} {at}" if at in row.pointing and key in (None, "?") else key for at, key in row.cast.items()}
            row.chains |= {at: f"nobody {n} {at}" for at in row.pointing if at not in row.chains}
            row.cast = {at: key for at, key in row.cast.items() if key is not None}

    def starts_in(self, start: int, end: int) -> list[int]:
        """Where the tokens of a stretch begin, or the stretch itself does."""
        first = bisect.bisect_left(self.tokens, (start,))
        return sorted({start, *(t[0] for t in self.tokens[first : bisect.bisect_left(self.tokens, (end,))])})

    def name(self):
        """Allowed name labels from the actors' names. The annotation lists only those who speak or act, so that any other word
        with a capital may be a name of any kind: it is left open."""
        wanted = []
        for actor in self.actors.values():
            words = re.findall(r"\w+|[^\w\s]", actor["name"])
            kind = NAMED.get(actor["kind"]) or ("LOC" if actor["kind"] == "government" and actor["name"].lower() in self.names.get(actor["code"].split(":")[0], ()) else None)
            if kind and words and words[0][:1].isupper() and words[-1][:1].isupper():
                wanted.append((words, kind))
                if kind == "PER" and len(words[-1]) > 2:
                    wanted.append((words[-1:], kind))
        wanted.sort(key=lambda w: -len(w[0]))
        for row in self.rows:
            sure = lambda form: not form[:1].isupper() and not form[:1].isdigit()
            row.names = [{"B-GROUP"} if form in self.demonyms else {"O"} if sure(form) else set() for form in row.forms]
            taken: set[int] = set()
            for words, kind in wanted:
                for n in range(len(row.forms) - len(words) + 1):
                    run = range(n, n + len(words))
                    if row.forms[n : n + len(words)] == words and not taken & set(run):
                        taken |= set(run)
                        for k in run:
                            row.names[k] = {f"{'B' if k == n else 'I'}-{kind}"}

    def enlist(self):
        """Marks the words that name each actor; pronouns, offices and other words with a capital may be anybody."""
        for row in self.rows:
            row.cast = {n: "?" for n, f in enumerate(row.forms) if not f.islower() or f.lower() in PRONOUNS or f in ROLES}
            for key, actor in self.actors.items():
                row.cast |= dict.fromkeys(self.actor_in(row, actor), key)

    def token_at(self, offset: int):
        """The row and the place in it of the token that holds the character at `offset`."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle][1] <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.tokens) and self.tokens[low][0] <= offset:
            return self.tokens[low][2], self.tokens[low][3]
        return None

    def event(self, event):
        for mention in event["mentions"]:
            start, end = self.spans[mention["sentence"]]
            taken = {t[0] for t in self.tokens if self.rows[t[2]].events[t[3]] != "O" and start <= t[0] < end}
            spot = self.token_at(find(self.text, mention["trigger"], start, end, taken))
            if spot is None:
                continue
            row, at = self.rows[spot[0]], spot[1]
            row.events[at] = event["type"]
            row.modes[at] = f"{event['type']}.{event['mode']}" if event["mode"] else "none"
            row.factuality[at] = event["factuality"]
            row.parties[at] = dict.fromkeys(event["recipients"], "recipient") | dict.fromkeys(event["sources"], "source")
            roles = row.arguments.setdefault(at, {})
            for role, ids in (("source", event["sources"]), ("recipient", event["recipients"])):
                missing = False
                for actor in ids:
                    places = [n for n, key in row.cast.items() if key == actor] if self.cast else []
                    places = places or self.actor_in(row, self.actors.get(actor))
                    missing |= not places
                    for n in places:
                        roles[n] = role
                if missing:
                    for n, form in enumerate(row.forms):
                        if row.cast.get(n) == "?" or not form[:1].isupper() and form.isalpha() and n not in row.cast:
                            roles.setdefault(n, "?")
            if event["place"]:
                last = event["place"].split()[-1]
                for n in [n for n, form in enumerate(row.forms) if form == last]:
                    roles.setdefault(n, "place")

    def actor_in(self, row: Sentence, actor) -> list[int]:
        """The tokens that carry mentions of an actor in a sentence: the last word of each run of its words."""
        if actor is None:
            return []
        found = [w for w in re.findall(r"[^\W_]+", actor["name"].lower())]
        telling = {w for w in found if w not in STOP} or set(found)
        country = actor["code"].split(":")[0]
        if actor["kind"] == "government":
            telling = telling | {w for w in self.names.get(country, ()) if " " not in w}
        forms = [f.lower() for f in row.forms]
        hits = [n for n, f in enumerate(forms) if f in telling]
        if actor["kind"] == "organ" and len(telling) > 1:  # "Iraqi police": not "Iraqi" alone
            own = telling - {w for w in self.names.get(country, ())}
            hits = [n for n in hits if forms[n] in own] or []
        return [n for n in hits if n + 1 not in hits]

    def statement(self, statement):
        start, end = self.spans[statement["sentence"]]
        cue = statement["cue"]
        if not cue:
            return
        pieces = [(at, at + len(c)) for c in statement["content"] if (at := self.text.find(c, start, end)) >= 0]
        inside = {n for a, b in pieces for n in range(a, b)}
        speaker = statement["speaker_text"]
        speaker_at = find(self.text, speaker, start, end, inside) if speaker else -1
        near = speaker_at if speaker_at >= 0 else (pieces[0][0] if pieces else start)
        cue_at = find(self.text, cue, start, end, inside, near)
        spot = self.token_at(cue_at) if cue_at >= 0 else None
        if spot is None:
            return
        row, at = self.rows[spot[0]], spot[1]
        row.cues[at] = "CUE"
        roles = row.sayings.setdefault(at, {})
        speaker_span = range(speaker_at, speaker_at + len(speaker)) if speaker and speaker_at >= 0 else range(0)
        for a, b, n, k in self.tokens:
            if n != spot[0] or k == at:
                continue
            if a in inside:
                roles[k] = "content"
            elif a in speaker_span:
                roles[k] = "speaker"
        self.point(row, speaker, speaker_at, statement["speaker"])

    def point(self, row: Sentence, speaker: str | None, speaker_at: int, actor: str | None):
        """A pronoun that speaks stands for the speaker; who else it may stand for is known only of those with a name."""
        if self.cast:
            return
        at = self.token_at(speaker_at) if speaker and speaker.lower() in PRONOUNS and speaker_at >= 0 else None
        if at is None or actor not in self.actors or self.rows[at[0]] is not row:
            return
        self.called()
        row.chains[at[1]] = actor
        row.pointing[at[1]] = False

    def called(self):
        """Marks, once, the names of all actors with whom they stand for; other words with a capital may be anybody, and so may pronouns."""
        if any(row.chains for row in self.rows):
            return
        for row in self.rows:
            row.chains = {n: "?" for n, f in enumerate(row.forms) if not f.islower() or f.lower() in PRONOUNS or f.isalpha() and f.lower() in ROLES}
            for key, actor in self.actors.items():
                if actor["name"][:1].isupper():
                    row.chains |= dict.fromkeys(self.actor_in(row, actor), key)
