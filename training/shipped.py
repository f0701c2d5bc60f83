"""Turns the shipped file back into a run, to train on from: `shipped.py --model model/dateline.safetensors --out DIR`

The weights are those of the file, as int8 rounds them; the layers of the names' styles, of which the file holds the mean, all start from it.
"""
from __future__ import annotations

import argparse
import json
import os

import torch
from safetensors import safe_open
from safetensors.numpy import load_file

import quantise
from export import LINEARS
from model import STYLES


def table(arrays: dict, name: str) -> torch.Tensor:
    """A table of int8 rows, made float."""
    return torch.from_numpy(arrays[name].astype("float32") * arrays[f"{name}.scale"][:, None])


def state(arrays: dict) -> dict[str, torch.Tensor]:
    """The weights of a reader, by the names that torch gives them."""
    tensor = lambda name: torch.from_numpy(arrays[name].copy())
    out = {"encoder.word.weight": table(arrays, "embed.word"), "encoder.position.weight": tensor("embed.position")}
    out |= {"encoder.shape.weight": tensor("embed.shape"), "head_shape.weight": tensor("head_shape")}
    linears, norms = dict(LINEARS), {"embed.norm": "encoder.norm"}
    layers = sum(name.startswith("layer.") and name.endswith(".up.shape") for name in arrays)
    for n in range(layers):
        linears |= {f"layer.{n}.{part}": f"encoder.layers.{n}.{part}" for part in ("qkv", "attention_out", "up", "down")}
        norms |= {f"layer.{n}.{part}": f"encoder.layers.{n}.{part}" for part in ("norm1", "norm2")}
    for mine, theirs in norms.items():
        out |= {f"{theirs}.{kind}": tensor(f"{mine}.{kind}") for kind in ("weight", "bias")}
    for mine, theirs in linears.items():
        n, k = (int(size) for size in arrays[f"{mine}.shape"])
        rows = quantise.unpack(arrays[f"{mine}.weight"], n, k).astype("float32") * arrays[f"{mine}.scale"][:, None]
        out |= {f"{theirs}.weight": torch.from_numpy(rows), f"{theirs}.bias": tensor(f"{mine}.bias")}
    for kind in ("weight", "bias"):
        mean = out.pop(f"names.out.name.{kind}")
        out |= {f"names.out.{style}.{kind}": mean.clone() for style in STYLES}
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("model", "out"):
        arguments.add_argument(f"--{name}", required=True)
    a = arguments.parse_args()
    os.makedirs(a.out, exist_ok=True)
    with safe_open(a.model, "np") as file:
        labels = json.loads(file.metadata()["labels"])
    with open(os.path.join(a.out, "labels.json"), "w", encoding="utf-8") as out:
        json.dump(labels, out, ensure_ascii=False)
    torch.save(state(load_file(a.model)), os.path.join(a.out, "reader-1.pt"))


if __name__ == "__main__":
    main()
