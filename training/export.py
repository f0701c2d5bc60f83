"""Writes a trained reader as the int8 file that the Rust reader embeds, with golden fixtures from torch.

`export.py --run DIR --epoch N --boundaries FILE --encoder DIR --out model/dateline.safetensors --fixtures crates`
"""
from __future__ import annotations

import argparse
import json
import os

import numpy as np
import torch
from safetensors.numpy import load_file, save_file

import quantise
from model import SHAPES, Reader, load_run, load_vocabulary
from train import Batches, WordPieces
import corpora

# Our own sentences, for the fixtures.
GOLDEN = [
    "The foreign minister of Norland said on Tuesday that his government would not sign the treaty .",
    "Rebels seized two villages near Ostrava , killing at least nine soldiers , a spokeswoman told reporters .",
    "PARLIAMENT VOTES DOWN BUDGET",
    "“ We will answer every attack , ” President Amina Diallo warned .",
    "Talks between Peru and Ecuador resumed in Quito .",
]

LINEARS = {
    "words.hidden": "words.hidden", "words.upos": "words.out.upos", "words.feats": "words.out.feats", "words.lemma": "words.out.lemma",
    "names.hidden": "names.hidden", "names.name": "names.out.name",
    "tells.hidden": "tells.hidden", "tells.event": "tells.out.event", "tells.mode": "tells.out.mode",
    "tells.factuality": "tells.out.factuality", "tells.cue": "tells.out.cue",
    "arc.dependent": "arc_dependent", "arc.head": "arc_head", "arc.bilinear": "arc",
    "relation.dependent": "relation_dependent", "relation.head": "relation_head", "relation.bilinear": "relation",
    "antecedent.dependent": "antecedent_dependent", "antecedent.head": "antecedent_head", "antecedent.bilinear": "antecedent",
    **{f"{pair}.{part}": f"{pair}.{part}" for pair in ("argument", "saying") for part in ("anchor", "other", "bilinear")},
}  # fmt: skip


def tensors(state: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """All arrays of the file."""
    array = lambda key: state[key].float().numpy()
    out = quantise.embedding("embed.word", array("encoder.word.weight"))
    out["embed.position"], out["embed.shape"] = array("encoder.position.weight"), array("encoder.shape.weight")
    out["head_shape"] = array("head_shape.weight")
    norms = {"embed.norm": "encoder.norm"}
    linears = dict(LINEARS)
    layers = 1 + max(int(k.split(".")[2]) for k in state if k.startswith("encoder.layers."))
    for n in range(layers):
        for part in ("qkv", "attention_out", "up", "down"):
            linears[f"layer.{n}.{part}"] = f"encoder.layers.{n}.{part}"
        for part in ("norm1", "norm2"):
            norms[f"layer.{n}.{part}"] = f"encoder.layers.{n}.{part}"
    for mine, theirs in norms.items():
        out[f"{mine}.weight"], out[f"{mine}.bias"] = array(f"{theirs}.weight"), array(f"{theirs}.bias")
    for mine, theirs in linears.items():
        out.update(quantise.linear(mine, array(f"{theirs}.weight"), array(f"{theirs}.bias")))
    return {k: np.ascontiguousarray(v) for k, v in out.items()}


def boundary_tensors(state: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """The arrays of the network that says where sentences end; a convolution becomes a layer over the words that it sees, one behind the other."""
    array = lambda key: state[key].float().numpy()
    out = {"boundary.shape": array("shape.weight"), "boundary.space": array("space.weight")}
    out |= quantise.linear("boundary.word", array("word.weight"), array("word.bias"))
    out |= quantise.linear("boundary.out", array("out.weight"), array("out.bias"))
    convolutions = [key for key in state if key.startswith("convolutions.") and key.endswith(".weight")]
    for n, key in enumerate(convolutions):
        weight = array(key).transpose(0, 2, 1)
        out |= quantise.linear(f"boundary.convolution.{n}", weight.reshape(len(weight), -1), array(key.replace("weight", "bias")))
    out["boundary.convolutions"] = np.array([len(convolutions)], np.int32)
    return {k: np.ascontiguousarray(v) for k, v in out.items()}


def boundaries_of(path: str) -> dict[str, np.ndarray]:
    """The same arrays, from a network that `boundaries.py` learned, or as a shipped file has them."""
    if not path.endswith(".safetensors"):
        return boundary_tensors(torch.load(path, weights_only=True, map_location="cpu"))
    return {name: array for name, array in load_file(path).items() if name.startswith("boundary.")}


def likeliest(reader: Reader, row: list, tools: Batches) -> dict:
    """The likeliest labels of one sentence, or of several that are read together; heads count through them, from 1."""
    batch = tools.tensors(row)
    x = reader.tokens(batch)
    heads = reader.arcs(x).masked_fill(~batch["hangs"], -1e4).argmax(-1)
    name = lambda head, ids: [reader.labels[head][k] for k in ids[0].tolist()]
    best = {"forms": row[0][1].forms, "starts": row[0][1].starts, "head": heads[0].tolist()}
    best["deprel"] = name("deprel", reader.relations(x, heads).argmax(-1))
    for group in (reader.words, reader.names, reader.tells):
        for head, scores in group(x[:, 1:]).items():
            best[head] = name(head, scores.argmax(-1))
    return best


@torch.no_grad()
def fixtures(reader: Reader, tools: Batches, folder: str):
    """What torch computes in fp32 for our own sentences: the encoder's vectors, and the likeliest labels of every head."""
    reader.eval()
    vectors, rows = {}, []
    for n, sentence in enumerate(GOLDEN):
        row = tools.prepare([corpora.Sentence(forms=sentence.split())])
        batch = tools.tensors(row)
        length = int(batch["mask"].sum())
        vectors[f"{n}.pieces"] = batch["pieces"][0, :length].numpy().astype(np.int32)
        vectors[f"{n}.shapes"] = batch["shapes"][0, :length].numpy().astype(np.uint8)
        vectors[f"{n}.vectors"] = reader.encoder(batch["pieces"], batch["shapes"], batch["mask"])[0, :length].float().numpy()
        rows.append(likeliest(reader, row, tools))
    # The same sentences once more, read together as one document.
    alone = [corpora.Sentence(forms=sentence.split(), document="golden") for sentence in GOLDEN]
    rows.append(likeliest(reader, tools.windows(tools.prepare(alone), None), tools))
    for crate in ("encoder", "language"):
        os.makedirs(os.path.join(folder, crate, "tests/fixtures"), exist_ok=True)
    save_file({k: np.ascontiguousarray(v) for k, v in vectors.items()}, os.path.join(folder, "encoder/tests/fixtures/golden.safetensors"))
    with open(os.path.join(folder, "language/tests/fixtures/golden.json"), "w", encoding="utf-8") as out:
        json.dump(rows, out, ensure_ascii=False, indent=1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "boundaries", "encoder", "out"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--fixtures", help="the folder of the crates; left out, no fixtures are written")
    arguments.add_argument("--epoch", type=int, required=True)
    a = arguments.parse_args()
    vocabulary = load_vocabulary(a.encoder)
    reader = load_run(a.run, a.epoch, vocabulary)
    reader.fold_names()
    metadata = {"labels": json.dumps(reader.labels, ensure_ascii=False), "shapes": json.dumps(SHAPES), "vocabulary": "\n".join(vocabulary)}
    quantise.save(a.out, tensors(reader.state_dict()) | boundaries_of(a.boundaries), metadata)
    print(f"{a.out}: {os.path.getsize(a.out) / 1e6:.1f} MB")
    if a.fixtures:
        fixtures(reader, Batches(WordPieces(vocabulary), reader.labels), a.fixtures)


if __name__ == "__main__":
    main()
