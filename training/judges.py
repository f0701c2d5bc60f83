"""Learns the judges of events, their parties, dates and places: `judges.py --rows FILE [--rows FILE ...] --out model/judges.txt`.

The rows are what `cargo xtask judges READINGS ROWS` writes for annotated reports: each event and all that is weighed as its party, date or place, what
speaks for and against, and whether the annotation has it so. Of `--held FILE`, the reports held back from training are left out (and the judges
measured on them). Needs scikit-learn.
"""
from __future__ import annotations

import argparse
import collections

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss

from corpora import held_back

JUDGES = ("source", "recipient", "event", "date", "place")
WHOLE = 10_000  # events of a report's parts, read alone, are numbered from here on


def read(path: str, keep) -> tuple[dict[str, list[str]], dict[str, tuple[list[list[float]], list[int], list[bool]]]]:
    """For each judge the names of its clues, then the clues of its cases in reports that `keep` takes [n, clues], whether each is right [n] and
    whether it is of a whole report [n]."""
    names, found = {}, collections.defaultdict(lambda: ([], [], []))
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            judge, report, event, right, *values = line.rstrip("\n").split("\t")
            if judge not in names:
                names[judge] = values
            elif keep(report):
                found[judge][0].append([float(value) for value in values])
                found[judge][1].append(int(right))
                found[judge][2].append(int(event) < WHOLE)
    return names, found


def number(value: float) -> str:
    """As few digits as keep six of them."""
    return f"{value:.6g}"


def tree(nodes) -> str:
    """One tree as `crates/resolve/src/judges.rs` reads it."""
    words = []
    for node in nodes:
        if node["is_leaf"]:
            words.append(f"={number(node['value'])}")
        else:
            words.append(f"{node['feature_idx']}<{number(node['num_threshold'])}:{node['left']}:{node['right']}")
    return " ".join(words)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", action="append", default=[], help="rows of reports that are all learned from")
    parser.add_argument("--held", help="rows of reports of which a fifth is held back")
    parser.add_argument("--trees", type=int, default=160)
    parser.add_argument("--leaves", type=int, default=12)
    parser.add_argument("--rate", type=float, default=0.08)
    parser.add_argument("--alone", type=float, default=0.5, help="what a case of a few sentences read alone weighs beside one of a whole report")
    parser.add_argument("--out", required=True)
    a = parser.parse_args()
    parts = [read(path, lambda _: True) for path in a.rows]
    if a.held:
        parts.append(read(a.held, lambda report: not held_back(report)))
    clues = parts[0][0]
    assert all(names == clues for names, _ in parts), "the rows are of different programs"
    held = read(a.held, held_back)[1] if a.held else {}
    with open(a.out, "w", encoding="utf-8") as out:
        out.write("# Written by training/judges.py; model/README.md says what from.\n")
        for name in JUDGES:
            x = np.array([row for _, found in parts for row in found[name][0]])
            y = np.array([right for _, found in parts for right in found[name][1]])
            judge = HistGradientBoostingClassifier(max_iter=a.trees, learning_rate=a.rate, max_leaf_nodes=a.leaves, min_samples_leaf=40, l2_regularization=5, early_stopping=False, random_state=1)
            whole = np.array([whole for _, found in parts for whole in found[name][2]])
            judge.fit(x, y, sample_weight=np.where(whole, 1.0, a.alone))
            trees = [tree(predictors[0].nodes) for predictors in judge._predictors]
            out.write(f"{name}\t{number(float(judge._baseline_prediction.ravel()[0]))}\t{len(trees)}\n")
            out.write("\t".join(clues[name]) + "\n" + "".join(line + "\n" for line in trees))
            told = f"{name}: {len(y)} cases, {y.mean():.3f} right"
            if name in held:
                hx, hy, hw = map(np.array, held[name])
                for part, of in (("whole", hw), ("alone", ~hw)):
                    loss, plain = log_loss(hy[of], judge.predict_proba(hx[of])[:, 1]), log_loss(hy[of], np.full(of.sum(), y.mean()))
                    told += f"; held back, {part}, {of.sum()}: log loss {loss:.4f}, by their share {plain:.4f}"
            print(told)


if __name__ == "__main__":
    main()
