"""Learns where sentences end.

`boundaries.py texts --data DIR > texts.jsonl` prints the paragraphs of EWT and GUM as texts, for `cargo run --release -p language --example tokens`
to cut into tokens; `boundaries.py learn --data DIR --encoder DIR --tokens FILE --reader FILE --out FILE [--epochs N]` learns from them.

A small network of convolutions over the words of a paragraph, each given by the mean of its pieces' embeddings (those of the reader, left as they are), how
it is written, and whether a space follows.
"""
from __future__ import annotations

import argparse
import json
import os
import random
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional as F

from model import SHAPES, WIDTH, WordPieces, load_vocabulary, shape

HIDDEN, KERNEL, DEPTH = 96, 5, 2
PARAGRAPHS_A_BATCH, RATE = 16, 2e-3
JOINED = 0.15  # how often a paragraph runs on into the next


CLOSING = "U.S. U.S. U.S. U.K. U.N. D.C. a.m. p.m. Inc. Corp. Co. Ltd. Jr. etc.".split()  # abbreviations whose stop may end a sentence
SETS = {
    "ewt": os.path.join("data/language/ud-ewt", "en_ewt-ud-{}.conllu"),
    "gum": os.path.join("data/language/gum/free", "gum-free-ud-{}.conllu"),
}


@dataclass
class Paragraph:
    """The words of a paragraph: form, whether a space follows, whether a sentence ends behind it."""

    forms: list[str]
    spaces: list[bool]
    ends: list[bool]


def treebank(path: str) -> list[tuple[str, set[int]]]:
    """The paragraphs of a CoNLL-U file as texts, each with the places where its sentences end."""
    found, text, ends, gap, covered = [], "", set(), "", 0
    with open(path, encoding="utf-8") as lines:
        for line in [*lines, "# newdoc"]:
            columns = line.rstrip("\n").split("\t")
            if line.startswith(("# newdoc", "# newpar")):
                if text:
                    found.append((text, ends))
                text, ends, gap = "", set(), ""
            elif not columns[0]:
                ends.add(len(text))
                covered = 0
            elif len(columns) == 10 and "." not in columns[0]:
                first, _, last = columns[0].partition("-")
                if int(first) > covered:
                    text += gap + columns[1]
                    gap = "" if "SpaceAfter=No" in columns[9] else " "
                    covered = int(last or first)
    return found


def texts(data: str, split: str) -> dict[str, tuple[str, set[int]]]:
    """The paragraphs of a split, by name."""
    return {f"{name} {split} {n}": row for name, path in SETS.items() for n, row in enumerate(treebank(os.path.join(data, path.format(split))))}


def paragraphs(data: str, split: str, cut: dict[str, list[tuple[int, int]]]) -> dict[str, list[Paragraph]]:
    """The paragraphs of a split, by treebank, with the tokens that the reader makes of them. A sentence that ends within a token ends behind it."""
    found = {name: [] for name in SETS}
    for key, (text, ends) in texts(data, split).items():
        words = cut[key]
        closes = [any(end in ends for end in range(start + 1, stop + 1)) for start, stop in words]
        spaces = [text[stop : stop + 1].isspace() for _, stop in words]
        found[key.split()[0]].append(Paragraph([text[a:b] for a, b in words], spaces, closes))
    return found


class Boundaries(nn.Module):
    """Scores of a sentence's end behind every word."""

    def __init__(self):
        super().__init__()
        self.word = nn.Linear(WIDTH, HIDDEN)
        self.shape = nn.Embedding(len(SHAPES), HIDDEN)
        self.space = nn.Embedding(2, HIDDEN)
        self.convolutions = nn.ModuleList(nn.Conv1d(HIDDEN, HIDDEN, KERNEL, padding=KERNEL // 2) for _ in range(DEPTH))
        self.out = nn.Linear(2 * HIDDEN, 1)
        self.dropout = nn.Dropout(0.2)

    def forward(self, words, shapes, spaces):
        """[paragraphs, words, WIDTH], [paragraphs, words], [paragraphs, words] -> [paragraphs, words]"""
        x = self.dropout(F.gelu(self.word(words) + self.shape(shapes) + self.space(spaces)))
        for convolution in self.convolutions:
            x = x + self.dropout(F.gelu(convolution(x.transpose(1, 2)).transpose(1, 2)))
        return self.out(torch.cat([x, F.pad(x, (0, 0, 0, 1))[:, 1:]], -1))[..., 0]


class Tensors:
    """Turns paragraphs into tensors."""

    def __init__(self, embeddings: torch.Tensor, pieces: WordPieces):
        self.embeddings, self.pieces, self.cache = embeddings, pieces, {}

    def word(self, form: str) -> torch.Tensor:
        if form not in self.cache:
            self.cache[form] = self.embeddings[torch.tensor(self.pieces.cut(form))].mean(0)
        return self.cache[form]

    def batch(self, paragraphs: list[Paragraph]):
        most = max(len(p.forms) for p in paragraphs)
        words = torch.zeros(len(paragraphs), most, WIDTH)
        shapes = torch.full((len(paragraphs), most), SHAPES.index("other"))
        spaces, ends = torch.ones(len(paragraphs), most, dtype=torch.long), torch.full((len(paragraphs), most), -1.0)
        for i, p in enumerate(paragraphs):
            words[i, : len(p.forms)] = torch.stack([self.word(form) for form in p.forms])
            shapes[i, : len(p.forms)] = torch.tensor([shape(form, False) for form in p.forms])
            spaces[i, : len(p.forms)] = torch.tensor(p.spaces).long()
            ends[i, : len(p.forms) - 1] = torch.tensor(p.ends[:-1]).float()
        return words, shapes, spaces, ends


def varied(paragraphs: list[Paragraph], rng: random.Random) -> list[Paragraph]:
    """The paragraphs as this epoch reads them: some run on into the next, some without their last stop or with an abbreviation before it, an initial before a name, or as headlines or careless writers have them."""
    out = []
    for p in paragraphs:
        forms, spaces, ends = list(p.forms), list(p.spaces), list(p.ends)
        if len(forms) > 2 and forms[-1] == "." and rng.random() < 0.1:
            forms, spaces, ends = forms[:-1], spaces[:-1], ends[:-2] + [True]
        for n in reversed(range(2, len(forms))):
            if ends[n] and forms[n] == "." and not ends[n - 1] and rng.random() < 0.02:
                forms[n - 1 : n + 1], spaces[n - 1 : n + 1], ends[n - 1 : n + 1] = [rng.choice(CLOSING)], [spaces[n]], [True]
            elif forms[n].istitle() and not ends[n - 1] and rng.random() < 0.01:
                forms[n:n], spaces[n:n], ends[n:n] = [rng.choice("ABCDEFGHJKLMNPRSTVWZ") + "."], [True], [False]
        chance = rng.random()
        if chance < 0.03:
            forms = [f.upper() for f in forms]
        elif chance < 0.06:
            forms = [f.lower() for f in forms]
        if out and rng.random() < JOINED and len(out[-1].forms) < 100:
            last = out.pop()
            forms, spaces, ends = last.forms + forms, last.spaces[:-1] + [True] + spaces, last.ends + ends
        out.append(Paragraph(forms, spaces, ends))
    return out


@torch.no_grad()
def score(network, tensors, paragraphs) -> float:
    """F1 of sentences with both ends right."""
    network.eval()
    right = found = gold = 0
    for paragraph in paragraphs:
        scores = network(*tensors.batch([paragraph])[:3])[0]
        cut = lambda ends: set(zip([-1] + ends, ends))
        mine = cut([n for n in range(len(paragraph.forms)) if scores[n] > 0 or n + 1 == len(paragraph.forms)])
        theirs = cut([n for n, end in enumerate(paragraph.ends) if end or n + 1 == len(paragraph.forms)])
        right, found, gold = right + len(mine & theirs), found + len(mine), gold + len(theirs)
    network.train()
    return 200 * right / (found + gold)


def learn(a):
    torch.manual_seed(a.seed)
    torch.set_num_threads(1)
    with open(a.tokens, encoding="utf-8") as lines:
        cut = {row["id"]: [tuple(word) for sentence in row["sentences"] for word in sentence] for row in map(json.loads, lines)}
    fit, dev = sum(paragraphs(a.data, "train", cut).values(), []), paragraphs(a.data, "dev", cut)
    embeddings = torch.load(a.reader, weights_only=True, map_location="cpu")["encoder.word.weight"].float()
    tensors = Tensors(embeddings, WordPieces(load_vocabulary(a.encoder)))
    network = Boundaries()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.01)
    steps, step = a.epochs * (int(len(fit) * (1 - JOINED)) // PARAGRAPHS_A_BATCH + 1), 0
    for epoch in range(a.epochs):
        rng = random.Random(a.seed * 1000 + epoch)
        order = sorted(varied(fit, rng), key=lambda p: len(p.forms) + rng.random())
        batches = [order[n : n + PARAGRAPHS_A_BATCH] for n in range(0, len(order), PARAGRAPHS_A_BATCH)]
        rng.shuffle(batches)
        for batch in batches:
            words, shapes, spaces, ends = tensors.batch(batch)
            known = ends >= 0
            step += 1
            if not known.any():
                continue
            loss = F.binary_cross_entropy_with_logits(network(words, shapes, spaces)[known], ends[known])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(0.02, 1 - step / steps)
        print(f"epoch {epoch + 1}: " + ", ".join(f"{name} dev {score(network, tensors, rows):.2f}" for name, rows in dev.items()), flush=True)
    torch.save(network.state_dict(), a.out)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=["texts", "learn"])
    arguments.add_argument("--data", required=True)
    for name in ("encoder", "tokens", "reader", "out"):
        arguments.add_argument(f"--{name}")
    arguments.add_argument("--epochs", type=int, default=8)
    arguments.add_argument("--seed", type=int, default=1)
    a = arguments.parse_args()
    if a.what == "learn":
        return learn(a)
    for split in ("train", "dev"):
        for key, (text, _) in texts(a.data, split).items():
            print(json.dumps({"id": key, "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
