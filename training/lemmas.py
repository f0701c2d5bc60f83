"""Writes what the reader knows of word forms: `lemmas.py --data DIR --out crates/language/data`.

`bases.tsv`: for verbs, nouns and adjectives the dictionary forms that the treebanks' training parts, the codebook and the cue list hold.
`irregular.tsv`: forms whose dictionary form the reader's rules would not find, as the treebanks have them.
"""
from __future__ import annotations

import argparse
import collections
import csv
import os

import corpora

CLASSES = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "ADJ": "ADJ", "ADV": "ADJ"}
VOWELS = set("aeiou")
PREFIXES = ("over", "under", "with", "out", "fore", "mis", "re", "un")
# Verbs that no rule bends, beside those that the treebanks have: base, past, participle.
STRONG = """arise arose arisen|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent bent|bet bet bet|bid bid bid|bind bound bound
bite bit bitten|bleed bled bled|blow blew blown|break broke broken|breed bred bred|bring brought brought|build built built|burst burst burst|buy bought bought
cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept|cut cut cut|deal dealt dealt|dig dug dug
draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled
fling flung flung|fly flew flown|forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone
grind ground ground|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|kneel knelt knelt
know knew known|lay laid laid|lead led led|leave left left|lend lent lent|let let let|light lit lit|lose lost lost|make made made|mean meant meant|meet met met|pay paid paid
put put put|quit quit quit|read read read|rid rid rid|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold
send sent sent|set set set|shake shook shaken|shed shed shed|shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung
sink sank sunk|sit sat sat|slay slew slain|sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|spin spun spun|split split split|spread spread spread
spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|sting stung stung|strike struck struck|strive strove striven|swear swore sworn|sweep swept swept
swim swam swum|swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|thrust thrust thrust
tread trod trodden|wake woke woken|wear wore worn|weave wove woven|weep wept wept|win won won|wind wound wound|write wrote written|overthrow overthrew overthrown
swear swore sworn|undergo underwent undergone|understand understood understood|uphold upheld upheld|withdraw withdrew withdrawn|withhold withheld withheld"""


def candidates(form: str, kind: str) -> list[str]:
    """The dictionary forms that an inflected form may have, the likelier first; must agree with `lemmas.rs`."""
    ends = form.endswith
    found = []

    def stems(stem: str):
        if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
            found.extend([stem[:-1], stem] if stem[-1] not in "lsfz" else [stem, stem[:-1]])
        if wants_e(stem):
            found.extend([stem + "e", stem])
        else:
            found.extend([stem, stem + "e"])

    if kind in ("VERB", "NOUN") and len(form) > 2 and ends("s") and not ends("ss") and not ends("us") and not ends("is"):
        if ends("ies") and len(form) > 4:
            found += [form[:-3] + "y", form[:-1]]
        elif ends(("ches", "shes", "sses", "xes", "zzes", "oes")):
            found += [form[:-2], form[:-1]]
        else:
            found += [form[:-1], form[:-2]] if ends("es") else [form[:-1]]
    if kind == "VERB":
        if ends("ied") and len(form) > 4:
            found += [form[:-3] + "y", form[:-1]]
        elif ends("ed") and len(form) > 3:
            stems(form[:-2])
        elif ends("ing") and len(form) > 4:
            stems(form[:-3])
    if kind == "ADJ":
        for tail in ("est", "er"):
            if ends("i" + tail) and len(form) > 5:
                found.append(form[: -len(tail) - 1] + "y")
            elif ends(tail) and len(form) > len(tail) + 2:
                stems(form[: -len(tail)])
    return list(dict.fromkeys(found))


def wants_e(stem: str) -> bool:
    """Whether the letters of a stem speak for a mute "e" behind it: "announc", "creat", "believ"."""
    if len(stem) < 2:
        return False
    last, before = stem[-1], stem[-2]
    if last in "cvuz" or last == "g" and before in "dnrla" and not stem.endswith(("ing", "ong", "ang", "ung")):
        return True
    if last == "s":
        return before in VOWELS or before in "nrl"
    if stem.endswith(("at", "ut", "ir", "ur", "or", "ar", "id", "ad", "in", "im", "as", "ag", "ibl", "abl", "tl", "ak", "ok", "ik", "ap", "op", "ip", "yp", "ev", "uk", "eth", "ath")):
        return len(stem) > 2 and stem[-3] not in VOWELS or stem.endswith(("at", "ut"))
    return False


def lemma(form: str, kind: str, inflected: bool, bases: set[tuple[str, str]]) -> str:
    """What the rules give for a small-letter form."""
    if not inflected:
        return form
    if kind == "NOUN" and form.endswith("men") and len(form) > 4:
        return form[:-2] + "an"
    found = candidates(form, kind)
    return next((c for c in found if (kind, c) in bases), found[0] if found else form)


def inflected(upos: str, feats: str) -> bool:
    has = lambda value: value in feats.split("|")
    if upos in ("VERB", "AUX"):
        return has("Tense=Past") or has("VerbForm=Part") or has("VerbForm=Ger") or has("Person=3") and has("Number=Sing")
    if upos == "NOUN":
        return has("Number=Plur")
    return has("Degree=Cmp") or has("Degree=Sup")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", required=True)
    arguments.add_argument("--out", required=True)
    a = arguments.parse_args()
    language = os.path.join(a.data, "data/language")
    sentences = corpora.ewt(language, "train", set()) + corpora.gum(language, "train", set())
    counts = collections.Counter()
    for s in sentences:
        for form, upos, feats, base in zip(s.forms, s.upos, s.feats, s.lemmas):
            if upos in CLASSES and "Typo=Yes" not in feats and base.replace("-", "").isalpha() and base.isascii():
                counts[form.lower(), upos, inflected(upos, feats), base] += 1
    bases = {(CLASSES[upos], base.lower()) for (form, upos, bent, base), n in counts.items()}
    root = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    with open(os.path.join(root, "data/codebook/triggers.csv"), encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["class"] in ("verb", "noun"):
                bases.add((row["class"].upper(), row["trigger"].split(" ")[0]))
    with open(os.path.join(root, "data/attribution/cues.tsv"), encoding="utf-8") as lines:
        bases |= {("VERB", line.split("\t")[0]) for line in lines if line[:1].isalpha() and " " not in line.split("\t")[0]}
    # A noun or adjective that the rules find without being told needs no entry; rare verbs may be slips.
    found = lambda form, kind: lemma(form, kind, True, set())
    told = {(CLASSES[u], b.lower()) for (f, u, bent, b), n in counts.items() if bent and n > 1 and found(f, CLASSES[u]) != b.lower() and b.lower() in candidates(f, CLASSES[u])}
    verbs = collections.Counter()
    for (form, upos, bent, base), n in counts.items():
        verbs[base.lower()] += n if CLASSES[upos] == "VERB" else 0
    bases = told | {(kind, base) for kind, base in bases if kind == "VERB" and verbs[base] != 1}
    best: dict[tuple[str, str, bool], tuple[int, str]] = {}
    for (form, upos, bent, base), n in sorted(counts.items()):
        best[form, upos, bent] = max(best.get((form, upos, bent), (0, "")), (n, base))
    strong = {(form, "VERB", True): verb[0] for verb in (v.split() for v in STRONG.replace("\n", "|").split("|")) for form in verb[1:]}
    irregular = {(form, upos, bent): base for (form, upos, bent), (n, base) in best.items() if lemma(form, CLASSES[upos], bent, bases) != base.lower() and base.islower() and (n > 1 or bent)} | strong
    with open(os.path.join(a.out, "bases.tsv"), "w", encoding="utf-8") as out:
        out.writelines(f"{kind}\t{base}\n" for kind, base in sorted(bases))
    with open(os.path.join(a.out, "irregular.tsv"), "w", encoding="utf-8") as out:
        out.writelines(f"{form}\t{upos}\t{'inflected' if bent else 'base'}\t{base}\n" for (form, upos, bent), base in sorted(irregular.items()))
    for title, dev in (("ewt dev", corpora.ewt(language, "dev", set())), ("gum dev", corpora.gum(language, "dev", set()))):
        right = total = 0
        wrong = collections.Counter()
        for s in dev:
            for form, upos, feats, base in zip(s.forms, s.upos, s.feats, s.lemmas):
                if upos in CLASSES:
                    bent = inflected(upos, feats)
                    small = form.lower()
                    stems = ((p, irregular.get((small[len(p) :], "VERB", True))) for p in ("",) + PREFIXES if upos == "VERB" and bent and small.startswith(p))
                    mine = irregular.get((small, upos, bent)) or next((p + b for p, b in stems if b), None) or lemma(small, CLASSES[upos], bent, bases)
                    total += 1
                    right += mine == base.lower()
                    if mine != base.lower():
                        wrong[form, upos, base, mine] += 1
        print(f"{title}: {right / total:.4f} of {total} verbs, nouns, adjectives and adverbs; {len(bases)} bases, {len(irregular)} irregular", wrong.most_common(25))


if __name__ == "__main__":
    main()
