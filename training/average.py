"""Averages the weights of runs that went on from one another: `average.py --out DIR --encoder DIR RUN:EPOCH [RUN:EPOCH ...] [--head NAME RUN:EPOCH ...]`.

A run may be named several times, to weigh more. `--head` takes the layers of a name (`names`, `antecedent`) from another run or average. The labels are those of the first run; what another run lacks, a head or a label, is taken from the first.
"""
from __future__ import annotations

import argparse
import json
import os

import torch

from model import Encoder, Reader, load_vocabulary
from train import started


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("out", "encoder"):
        arguments.add_argument(f"--{name}", required=True)
    arguments.add_argument("--head", nargs=2, action="append", default=[], metavar=("NAME", "RUN:EPOCH"))
    arguments.add_argument("runs", nargs="+", metavar="RUN:EPOCH")
    a = arguments.parse_args()
    runs = [run.rsplit(":", 1) for run in a.runs]
    load = lambda folder, epoch: torch.load(os.path.join(folder, f"reader-{epoch}.pt"), weights_only=True, map_location="cpu")
    with open(os.path.join(runs[0][0], "labels.json"), encoding="utf-8") as file:
        labels = json.load(file)
    reader = Reader(Encoder(len(load_vocabulary(a.encoder))), labels)
    first = load(*runs[0])
    reader.load_state_dict(first)
    states = [started(reader, load(folder, epoch), os.path.join(folder, "labels.json")) for folder, epoch in runs]
    mean = {key: sum(state[key].float() for state in states) / len(states) for key in first}
    for name, run in a.head:
        own = {key: value for key, value in load(*run.rsplit(":", 1)).items() if key.startswith((f"{name}.", f"{name}_"))}
        if not own:
            raise SystemExit(f"no layer of {run} is called {name}")
        mean |= {key: value.float() for key, value in own.items()}
    os.makedirs(a.out, exist_ok=True)
    with open(os.path.join(a.out, "labels.json"), "w", encoding="utf-8") as out:
        json.dump(labels, out, ensure_ascii=False)
    torch.save({key: value.to(first[key].dtype) for key, value in mean.items()}, os.path.join(a.out, "reader-1.pt"))


if __name__ == "__main__":
    main()
