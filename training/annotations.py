"""Annotated readings without their texts: `annotations.py pack|unpack|records ...`

pack READINGS.jsonl OUT.jsonl           leaves the texts out: every word becomes its offsets, every text a hash
unpack ANNOTATIONS TEXTS.jsonl OUT      puts them back, from a file of reports with `id`, `title` and `text` a line
records READINGS.jsonl OUT.jsonl        prints readings as records, so that one annotator can be scored against another

A report of the Voice of America has no title of its own in the file that holds it (M2E2's): title, dateline and text stand in a row, hyphens between.

A report's text is its title, a blank line, and its lines with a blank line between two of them; blank lines are dropped, lines
stripped. Offsets count code points of that text. A report whose text is another by now is left out, with a word on stderr.
"""
from __future__ import annotations

import glob
import hashlib
import json
import os
import re
import sys


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def text_of(title: str, body: str) -> str:
    return "\n\n".join([title, *(line.strip() for line in body.split("\n") if line.strip())])


# Where the hyphen behind the first part of a compound word stands, no title ends.
COMPOUND = re.compile(r"(Ex|Anti|Pro|Post|Pre|Non|Trans|Vice|Al|al|Asia|US|Euro|North|South|Sino|Ki|Ban)$")


def titled(report) -> tuple[str, str]:
    """A report's title and its text."""
    if report["title"]:
        return report["title"], report["text"]
    text = report["text"].replace("\xa0", " ")
    if at := re.search(r"-((?:[A-Z][A-Z.,/ ’'-]+)) —\s*-?", text[:220]):
        return text[: at.start()].strip(), f"{at[1]} — {text[at.end() :]}"
    for at in re.finditer(r"(?<=\S)-(?=[A-Z“\"‘])", text.split("\n")[0]):
        if at.start() >= 22 and not COMPOUND.search(text[: at.start()]):
            return text[: at.start()].strip(), text[at.end() :]
    return "", text


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Finder:
    """Where the quoted words of a reading stand; of equal words in one sentence the first that is not taken."""

    def __init__(self, reading):
        self.text, self.spans, self.taken = reading["text"], reading["spans"], set()

    def __call__(self, sentence: int, words: str | None, kind: str):
        if words is None:
            return None
        start, end = self.spans[sentence]
        at = first = self.text.find(words, start, end)
        while at >= 0 and (kind, at) in self.taken:
            at = self.text.find(words, at + 1, end)
        at = at if at >= 0 else first
        if at < 0:
            raise ValueError(f"sentence {sentence} has no {words!r}")
        self.taken.add((kind, at))
        return [at, at + len(words)]


def pack(reading):
    """A reading with offsets in the place of words."""
    find = Finder(reading)
    packed = {k: reading[k] for k in ("id", "published")}
    packed |= {"sha256": digest(reading["text"]), "spans": reading["spans"], "actors": reading["actors"], "statements": [], "events": []}
    for s in reading["statements"]:
        at = s["sentence"]
        content = [find(at, piece, "content") for piece in s["content"]]
        words = {k: find(at, s[k], s["id"]) for k in ("speaker_text", "cue")}
        packed["statements"].append({**s, **words, "content": content})
    for e in reading["events"]:
        mentions = [{"sentence": m["sentence"], "trigger": find(m["sentence"], m["trigger"], e["type"])} for m in e["mentions"]]
        packed["events"].append({**e, "mentions": mentions})
    return packed


def unpack(packed, title, text):
    """The reading that `pack` was given."""
    words = lambda span: None if span is None else text[span[0] : span[1]]
    reading = {**packed, "title": title, "outlet": "Wikinews" if packed["id"].startswith("WN-") else "Voice of America", "url": None, "text": text}
    del reading["sha256"]
    reading["statements"] = [{**s, "speaker_text": words(s["speaker_text"]), "cue": words(s["cue"]), "content": [words(c) for c in s["content"]]} for s in packed["statements"]]
    reading["events"] = [{**e, "mentions": [{**m, "trigger": words(m["trigger"])} for m in e["mentions"]]} for e in packed["events"]]
    return reading


def unpack_all(annotations, texts):
    reports = {}
    for report in lines(texts):
        source, name = report["id"].split(":", 1)
        reports[name if source == "voa" else f"WN-{source}-{name.replace(':', '-')}"] = titled(report)
    for path in sorted(glob.glob(os.path.join(annotations, "*.jsonl"))) if os.path.isdir(annotations) else [annotations]:
        for packed in lines(path):
            report = reports.get(packed["id"])
            text = text_of(*report) if report else ""
            if digest(text) == packed["sha256"]:
                yield unpack(packed, report[0], text)
            else:
                print(f"{path}: {packed['id']}: {'another text' if report else 'no such report'}", file=sys.stderr)


def record(reading):
    """A reading in the form of a record, as far as it is scored."""
    find = Finder(reading)
    span = lambda pair: None if pair is None else {"start": pair[0], "end": pair[1]}
    actors = [{**a, "country": a["code"].split(":")[0], "sector": a["code"].split(":")[1]} for a in reading["actors"]]
    places, statements, events = [], [], []
    for s in reading["statements"]:
        content = [span(find(s["sentence"], piece, "content")) for piece in s["content"]]
        via = [{"name": name, "span": span([0, 0])} for name in s["via"]]
        statements.append({**s, "content": content, "speaker_span": None, "cue": None, "via": via, "addressee": None})
    for e in reading["events"]:
        place = None
        if e["place"] or e["place_country"]:
            place = f"p{len(places) + 1}"
            places.append({"id": place, "name": e["place"] or "", "country": e["place_country"], "mentions": []})
        figures = [{"kind": k, "low": e[k][0], "high": e[k][1]} for k in ("killed", "injured") if e.get(k)]
        vouched = [{"report": True} if v == "report" else {"unsourced": True} if v == "unsourced" else {"actor": v} for v in e["vouched_by"]]
        mentions = [{"trigger": span(find(m["sentence"], m["trigger"], e["type"])), "sentence": m["sentence"], "roles": []} for m in e["mentions"]]
        date = {"value": e["date"], "grain": "day"} if e["date"] else None
        events.append({**e, "place": place, "date": date, "figures": figures, "vouched_by": vouched, "mentions": mentions})
    sentences = [span(pair) for pair in reading["spans"]]
    report = {"id": reading["id"], "source": reading["id"], "text": reading["text"], "title": reading["title"], "published": reading["published"]}
    return {"report": report, "sentences": sentences, "actors": actors, "places": places, "statements": statements, "events": events}


def main():
    match sys.argv[1:]:
        case ["pack", readings, out]:
            write(out, map(pack, lines(readings)))
        case ["unpack", annotations, texts, out]:
            write(out, unpack_all(annotations, texts))
        case ["records", readings, out]:
            write(out, map(record, lines(readings)))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
