"""The network: one small encoder, many heads."""
from __future__ import annotations

import json
import math
import unicodedata

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

SHAPES = ["lower", "Title", "UPPER", "Mixed", "digits", "other", "first"]  # "first": a Title word that opens its sentence
WIDTH, LAYERS, ATTENTION_HEADS = 384, 6, 12
STYLES = ["web", "gum", "wiki", "report", "social"]  # corpora disagree on what a name is: each family has an output layer
SHIPPED = STYLES[:4]  # the mean of these is what ships; posts are too unlike news
SHAPE_WIDTH, HIDDEN, ARC, RELATION, PAIR = 32, 256, 256, 64, 128


class WordPieces:
    """BERT's uncased word pieces; every token is cut by itself."""

    def __init__(self, vocabulary: list[str]):
        self.ids = {piece: n for n, piece in enumerate(vocabulary)}
        self.cls, self.sep, self.unknown = self.ids["[CLS]"], self.ids["[SEP]"], self.ids["[UNK]"]
        self.cache: dict[str, list[int]] = {}

    def cut(self, form: str) -> list[int]:
        if form not in self.cache:
            plain = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if unicodedata.category(c) != "Mn")
            pieces, word = [], ""
            for c in plain + " ":
                alone = not c.isalnum() and (unicodedata.category(c)[0] in "PSZC" or ord(c) < 128 or c == " ")
                if alone:
                    pieces += self.word(word)
                    pieces += self.word(c) if c != " " else []
                    word = ""
                else:
                    word += c
            self.cache[form] = (pieces or [self.unknown])[:16]
        return self.cache[form]

    def word(self, word: str) -> list[int]:
        pieces, start = [], 0
        if len(word) > 100:
            return [self.unknown]
        while start < len(word):
            end = len(word)
            while end > start and (piece := ("##" if start else "") + word[start:end]) not in self.ids:
                end -= 1
            if end == start:
                return [self.unknown]
            pieces.append(self.ids[piece])
            start = end
        return pieces


def shape(form: str, opens: bool) -> int:
    """How a word is written; must agree with `record::conllu::shape` in the Rust reader."""
    letters = [c for c in form if c.isalpha()]
    if not letters:
        return SHAPES.index("digits" if any(c.isnumeric() for c in form) else "other")
    upper, lower = sum(c.isupper() for c in letters), sum(c.islower() for c in letters)
    if upper == 0:
        return SHAPES.index("lower")
    if letters[0].isupper() and upper == 1:
        return SHAPES.index("first" if opens else "Title")
    return SHAPES.index("UPPER" if lower == 0 else "Mixed")


class Layer(nn.Module):
    def __init__(self, width: int, eps: float):
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.norm2 = nn.LayerNorm(width, eps=eps)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        """`mask`: what is looked at (true), or what is added to the scores; [s, 1 or heads, 1 or pieces, pieces]."""
        n, length, width = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.dropout(self.attention_out(mixed.transpose(1, 2).reshape(n, length, width))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self, vocabulary_size: int, layers: int = LAYERS, width: int = WIDTH, eps: float = 1e-12):
        super().__init__()
        self.width = width
        self.word = nn.Embedding(vocabulary_size, width)
        self.position = nn.Embedding(512, width)
        self.shape = nn.Embedding(len(SHAPES), width)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.layers = nn.ModuleList(Layer(width, eps) for _ in range(layers))
        self.dropout = nn.Dropout(0.1)

    @staticmethod
    def pretrained(folder: str) -> "Encoder":
        """all-MiniLM-L6-v2 as its package holds it; the shape embedding starts at zero."""
        w = load_file(f"{folder}/model.safetensors")
        w = {k.removeprefix("bert.").removeprefix("0.auto_model."): v for k, v in w.items()}
        encoder = Encoder(w["embeddings.word_embeddings.weight"].shape[0])
        state = {
            "word.weight": w["embeddings.word_embeddings.weight"],
            "position.weight": w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0],
            "shape.weight": torch.zeros(len(SHAPES), WIDTH),
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        for n in range(LAYERS):
            old = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                state[f"layers.{n}.qkv.{kind}"] = torch.cat([w[f"{old}attention.self.{p}.{kind}"] for p in ("query", "key", "value")])
                for mine, theirs in (("attention_out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    state[f"layers.{n}.{mine}.{kind}"] = w[f"{old}{theirs}.{kind}"]
        encoder.load_state_dict(state)
        return encoder

    def forward(self, pieces, shapes, mask):
        x = self.word(pieces) + self.position.weight[: pieces.shape[1]] + self.shape(shapes)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, self.looked_at(mask))
        return x

    def looked_at(self, mask):
        """What each piece looks at, of a mask of the pieces that there are [s, pieces]."""
        return mask[:, None, None, :]


class Large(Encoder):
    """A teacher's encoder: the first nine layers of MPNet, 768 wide. Its pieces are BERT's, under other numbers; near words weigh by how far
    they are. The upper three layers were trained to sum sentences up."""

    def __init__(self, vocabulary_size: int):
        super().__init__(vocabulary_size, 9, 768, 1e-5)
        self.near = nn.Embedding(32, ATTENTION_HEADS)
        self.word.requires_grad_(False)
        self.near.requires_grad_(False)

    @staticmethod
    def pretrained(folder: str, vocabulary: list[str]) -> "Large":
        """all-mpnet-base-v2 as its packages hold it (`model.safetensors`, `vocab.txt`), its words in the order of our vocabulary."""
        w = load_file(f"{folder}/model.safetensors")
        theirs = {piece: n for n, piece in enumerate(load_vocabulary(folder))}
        order = torch.tensor([theirs[{"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}.get(piece, piece)] for piece in vocabulary])
        encoder = Large(len(vocabulary))
        state = {
            "word.weight": w["embeddings.word_embeddings.weight"][order],
            "position.weight": w["embeddings.position_embeddings.weight"][2:],
            "shape.weight": torch.zeros(len(SHAPES), encoder.width),
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
            "near.weight": w["encoder.relative_attention_bias.weight"],
        }
        for n in range(len(encoder.layers)):
            old = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                state[f"layers.{n}.qkv.{kind}"] = torch.cat([w[f"{old}attention.attn.{p}.{kind}"] for p in "qkv"])
                for mine, theirs in (("attention_out", "attention.attn.o"), ("norm1", "attention.LayerNorm"), ("up", "intermediate.dense"), ("down", "output.dense"), ("norm2", "output.LayerNorm")):
                    state[f"layers.{n}.{mine}.{kind}"] = w[f"{old}{theirs}.{kind}"]
        encoder.load_state_dict(state)
        return encoder

    def looked_at(self, mask):
        """Adds to each pair of pieces what its distance weighs: by one up to 8, by steps that grow up to 128, 16 to each side."""
        at = torch.arange(mask.shape[1])
        behind = at[:, None] - at[None, :]
        far = behind.abs().clamp(min=1)
        steps = torch.where(far < 8, behind.abs(), (8 + (far / 8).log() / math.log(16) * 8).long().clamp(max=15))
        added = self.near(steps + 16 * (behind < 0)).permute(2, 0, 1)[None]
        return added.masked_fill(~mask[:, None, None, :], -1e4)


class Classifier(nn.Module):
    """A hidden layer shared by the label sets of one head."""

    def __init__(self, width: int, labels: dict[str, int]):
        super().__init__()
        self.hidden = nn.Linear(width, HIDDEN)
        self.out = nn.ModuleDict({name: nn.Linear(HIDDEN, n) for name, n in labels.items()})
        self.dropout = nn.Dropout(0.2)

    def forward(self, x):
        hidden = self.dropout(F.gelu(self.hidden(x)))
        return {name: layer(hidden) for name, layer in self.out.items()}


class Pairs(nn.Module):
    """Labels between an anchor token and the others of its sentence: anchor' W other, a W a label."""

    def __init__(self, width: int, n_labels: int):
        super().__init__()
        self.anchor, self.other = nn.Linear(width, PAIR), nn.Linear(width, PAIR)
        self.bilinear = nn.Linear(PAIR, (PAIR + 1) * n_labels)
        self.n_labels, self.dropout = n_labels, nn.Dropout(0.2)

    def forward(self, anchors, others):
        """anchors [a, width], others [a, t, width] -> [a, t, labels]"""
        w = self.bilinear(self.dropout(F.gelu(self.anchor(anchors)))).view(-1, self.n_labels, PAIR + 1)
        other = self.dropout(F.gelu(self.other(others)))
        return torch.einsum("alp,atp->atl", w[:, :, :PAIR], other) + w[:, None, :, PAIR]


class Reader(nn.Module):
    """Encoder and heads. `labels` maps each head to its label list."""

    def __init__(self, encoder: Encoder, labels: dict[str, list[str]]):
        super().__init__()
        self.encoder, self.labels = encoder, labels
        width = encoder.width + SHAPE_WIDTH
        self.head_shape = nn.Embedding(len(SHAPES), SHAPE_WIDTH)
        size = lambda *names: {n: len(labels[n]) for n in names}
        self.words = Classifier(width, size("upos", "feats", "lemma"))
        self.names = Classifier(width, {style: len(labels["name"]) for style in STYLES})
        self.tells = Classifier(width, size("event", "mode", "factuality", "cue"))
        self.arc_dependent, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc = nn.Linear(ARC, ARC)
        self.relation_dependent, self.relation_head = nn.Linear(width, RELATION), nn.Linear(width, RELATION)
        self.relation = nn.Linear(RELATION, (RELATION + 1) * len(labels["deprel"]))
        self.argument = Pairs(width, len(labels["argument"]))
        self.saying = Pairs(width, len(labels["saying"]))
        self.antecedent_dependent, self.antecedent_head = nn.Linear(width, PAIR), nn.Linear(width, PAIR)
        self.antecedent = nn.Linear(PAIR, PAIR)
        self.dropout = nn.Dropout(0.3)

    def tokens(self, batch):
        """Vectors of the root ([CLS]) and of each token (its first piece): [sentences, 1 + tokens, width]."""
        x = self.encoder(batch["pieces"], batch["shapes"], batch["mask"])
        x = torch.gather(x, 1, batch["firsts"][..., None].expand(-1, -1, self.encoder.width))
        return torch.cat([x, self.head_shape(batch["token_shapes"])], dim=-1)

    def name_scores(self, tokens, style=None):
        """Label scores of names, as a family of corpora has them; without a style the mean that ships."""
        scores = self.names(tokens)
        return scores[style] if style else torch.stack([scores[s] for s in SHIPPED]).mean(0)

    def fold_names(self):
        """Puts one output layer, the mean of those that ship, in the place of theirs."""
        mean = nn.Linear(HIDDEN, len(self.labels["name"]))
        for kind in ("weight", "bias"):
            layers = [getattr(self.names.out[s], kind).data for s in SHIPPED]
            getattr(mean, kind).data = torch.stack(layers).mean(0)
        self.names.out = nn.ModuleDict({"name": mean})

    def arcs(self, x):
        """[s, dependent 1.., head 0..] scores."""
        dependent = self.arc(self.dropout(F.gelu(self.arc_dependent(x[:, 1:]))))
        head = self.dropout(F.gelu(self.arc_head(x)))
        return torch.einsum("sda,sha->sdh", dependent, head)

    def antecedents(self, x, at):
        """Scores of the root (there is none) and of every token as the antecedent of the mentions at rows `at` [m, 2: run and token]: [m, 1 + tokens]."""
        dependent = self.antecedent(self.dropout(F.gelu(self.antecedent_dependent(x[at[:, 0], at[:, 1] + 1]))))
        head = self.dropout(F.gelu(self.antecedent_head(x)))[at[:, 0]]
        return torch.einsum("ma,mha->mh", dependent, head)

    def relations(self, x, heads):
        """Label scores of every token under the head given for it: [s, t, labels]."""
        w = self.relation(self.dropout(F.gelu(self.relation_dependent(x[:, 1:]))))
        w = w.view(*w.shape[:2], len(self.labels["deprel"]), RELATION + 1)
        head = self.dropout(F.gelu(self.relation_head(x)))
        head = torch.gather(head, 1, heads[..., None].expand(-1, -1, RELATION))
        return torch.einsum("stlr,str->stl", w[..., :RELATION], head) + w[..., RELATION]


def load_run(run: str, epoch: int, vocabulary: list[str]) -> Reader:
    """A run's reader as it was after an epoch."""
    state = torch.load(f"{run}/reader-{epoch}.pt", weights_only=True, map_location="cpu")
    kind = Large if "encoder.near.weight" in state else Encoder
    with open(f"{run}/labels.json", encoding="utf-8") as file:
        reader = Reader(kind(len(vocabulary)), json.load(file))
    reader.load_state_dict(state)
    return reader


def load_vocabulary(folder: str) -> list[str]:
    with open(f"{folder}/vocab.txt", encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines]
