"""What int8 costs: `int8.py --run DIR --epoch N --encoder DIR --data DIR` scores a reader on the treebanks' test splits, from gold tokens and by the
likeliest heads, once in float32 and once with weights and activations rounded as the Rust encoder rounds them."""
from __future__ import annotations

import argparse
import json
import os

import torch
from torch import nn

import corpora
from model import Reader, WordPieces, load_run, load_vocabulary
from quantise import LEVELS
from train import Batches, evaluate


def rounded_rows(weight: torch.Tensor) -> torch.Tensor:
    """Each row as int8 with a scale of its own, made float again."""
    scale = weight.abs().amax(-1, keepdim=True).clamp(min=1e-30) / 127
    return (weight / scale).round().clamp(-127, 127) * scale


def rounded_activations(x: torch.Tensor) -> torch.Tensor:
    """Each row in 0..=127 with a scale and a zero point of its own, made float again."""
    low, high = x.amin(-1, keepdim=True).clamp(max=0), x.amax(-1, keepdim=True).clamp(min=0)
    scale = (high - low).clamp(min=1e-30) / LEVELS
    zero = (-low / scale).round()
    return ((x / scale).round() + zero).clamp(0, LEVELS).sub(zero) * scale


def as_int8(reader: Reader):
    """Rounds the weights in place, and has every layer round what goes in."""
    for module in reader.modules():
        if isinstance(module, nn.Linear):
            module.weight.data = rounded_rows(module.weight.data)
            module.register_forward_pre_hook(lambda _, inputs: (rounded_activations(inputs[0]),))
    reader.encoder.word.weight.data = rounded_rows(reader.encoder.word.weight.data)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("run", "encoder", "data"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--epoch", type=int, required=True)
    a = arguments.parse_args()
    vocabulary = load_vocabulary(a.encoder)
    reader = load_run(a.run, a.epoch, vocabulary)
    tools = Batches(WordPieces(vocabulary), reader.labels)
    language, nouns = os.path.join(a.data, "data/language"), corpora.demonyms(os.path.join(a.data, "data/knowledge"))
    texts = {"ewt test": corpora.ewt(language, "test", nouns), "gum test": corpora.gum(language, "test", nouns)}
    sets = {name: tools.windows(tools.prepare(text), None) for name, text in texts.items()}
    for title, change in (("float32", lambda reader: None), ("int8", as_int8)):
        change(reader)
        print(title, json.dumps(evaluate(reader, tools, sets)), flush=True)


if __name__ == "__main__":
    main()
