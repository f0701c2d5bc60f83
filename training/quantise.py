"""Turns trained float32 weights into the int8 tensors that the Rust crate `encoder` reads.

Needs numpy alone; torch is never imported here, so an export script may pass `tensor.numpy()`.
Each function gives a dict of named arrays; merge them and hand the whole to `save`. The tensors
and the arithmetic are the contract with `crates/encoder`: `forward` below follows the Rust code
operation by operation, in float32, and is what the golden tests are written from.
"""

import json
import sys
from pathlib import Path

import numpy as np

CHANNELS = 16  # Output channels that lie side by side in one packed block.
DEPTH = 4  # Inputs that one 32-bit lane of the integer kernels multiplies at once.
LEVELS = 127  # Activations take 0..=127, so that AVX2's 16-bit sums of two products cannot saturate.
LIMIT = np.float32(1e30)  # Activations beyond this are cut before the range of their row is taken.
TINY = np.float32(1e-30)  # A row whose values lie closer together than this counts as all zero.

DTYPES = {"float32": "F32", "int32": "I32", "int8": "I8", "uint8": "U8"}


def linear(name, weight, bias=None):
    """The tensors of a linear layer: weight [N, K] (as torch keeps it) and bias [N] in float32."""
    weight = np.asarray(weight, np.float32)
    n, k = weight.shape
    quantised, scale = rows_to_int8(weight)
    bias = np.zeros(n, np.float32) if bias is None else np.asarray(bias, np.float32)
    assert bias.shape == (n,), f"{name}: bias has shape {bias.shape}, wanted ({n},)"
    return {
        f"{name}.weight": pack(quantised),
        f"{name}.scale": scale,
        f"{name}.sum": quantised.astype(np.int32).sum(axis=1, dtype=np.int32),
        f"{name}.bias": bias,
        f"{name}.shape": np.array([n, k], np.int32),
    }


def embedding(name, table):
    """The tensors of an embedding table [entries, width], quantised per row."""
    quantised, scale = rows_to_int8(np.asarray(table, np.float32))
    return {name: quantised, f"{name}.scale": scale}


def encoder(state, word_shapes):
    """All tensors of a BERT encoder from its state dict (names without the `bert.` prefix) and the table
    of word shapes [n_shapes, hidden]. The token type 0 is folded into the positions."""
    state = {key: np.asarray(value, np.float32) for key, value in state.items() if "position_ids" not in key}
    positions = state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0]
    tensors = embedding("embed.word", state["embeddings.word_embeddings.weight"])
    tensors["embed.position"] = positions
    tensors["embed.shape"] = np.asarray(word_shapes, np.float32)
    tensors |= norm("embed.norm", state, "embeddings.LayerNorm")
    layer = 0
    while f"encoder.layer.{layer}.output.dense.weight" in state:
        at = f"encoder.layer.{layer}"
        attention = [f"{at}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([state[f"{part}.weight"] for part in attention])
        bias = np.concatenate([state[f"{part}.bias"] for part in attention])
        tensors |= linear(f"layer.{layer}.qkv", weight, bias)
        for name, source in (
            ("attention_out", "attention.output.dense"),
            ("up", "intermediate.dense"),
            ("down", "output.dense"),
        ):
            tensors |= linear(f"layer.{layer}.{name}", state[f"{at}.{source}.weight"], state[f"{at}.{source}.bias"])
        tensors |= norm(f"layer.{layer}.norm1", state, f"{at}.attention.output.LayerNorm")
        tensors |= norm(f"layer.{layer}.norm2", state, f"{at}.output.LayerNorm")
        layer += 1
    return tensors


def norm(name, state, source):
    """The two tensors of a layer normalisation."""
    return {f"{name}.weight": state[f"{source}.weight"], f"{name}.bias": state[f"{source}.bias"]}


def forward(tensors, name, rows):
    """What `Linear::forward` computes for float32 rows [M, K], bit for bit: float32 [M, N]."""
    n, k = (int(size) for size in tensors[f"{name}.shape"])
    values, scale, zero = activations(rows)
    weight = unpack(tensors[f"{name}.weight"], n, k).astype(np.int32)
    products = values.astype(np.int32) @ weight.T
    centred = products - zero[:, None] * tensors[f"{name}.sum"][None, :]
    return centred.astype(np.float32) * (scale[:, None] * tensors[f"{name}.scale"][None, :]) + tensors[f"{name}.bias"]


def activations(rows):
    """Quantises float32 rows [M, K] to u8 in 0..=127; also gives each row's scale and zero point."""
    rows = np.asarray(rows, np.float32)
    low = np.maximum(np.minimum(rows.min(axis=1), np.float32(0)), -LIMIT)
    high = np.minimum(np.maximum(rows.max(axis=1), np.float32(0)), LIMIT)
    spread = high - low
    flat = spread < TINY
    safe = np.where(flat, np.float32(1), spread)
    scale = np.where(flat, np.float32(0), safe / np.float32(LEVELS)).astype(np.float32)
    inverse = np.where(flat, np.float32(0), np.float32(LEVELS) / safe).astype(np.float32)
    zero = np.rint(np.clip(-low * inverse, 0, LEVELS)).astype(np.float32)
    values = np.rint(np.clip(rows * inverse[:, None] + zero[:, None], 0, LEVELS)).astype(np.uint8)
    return values, scale, zero.astype(np.int32)


def rows_to_int8(table):
    """Symmetric int8 of each row, and the scales that turn them back."""
    largest = np.abs(table).max(axis=1).astype(np.float32)
    scale = np.where(largest > 0, largest / np.float32(127), np.float32(1)).astype(np.float32)
    return np.clip(np.rint(table / scale[:, None]), -127, 127).astype(np.int8), scale


def pack(weight):
    """[N, K] int8 in the order of the kernels: [ceil(N/16)][ceil(K/4)][16][4], padded with zeros."""
    n, k = weight.shape
    blocks, steps = -(-n // CHANNELS), -(-k // DEPTH)
    padded = np.zeros((blocks * CHANNELS, steps * DEPTH), np.int8)
    padded[:n, :k] = weight
    return np.ascontiguousarray(padded.reshape(blocks, CHANNELS, steps, DEPTH).transpose(0, 2, 1, 3))


def unpack(packed, n, k):
    """The inverse of `pack`."""
    blocks, steps = packed.shape[:2]
    return packed.transpose(0, 2, 1, 3).reshape(blocks * CHANNELS, steps * DEPTH)[:n, :k]


def save(path, tensors, metadata):
    """Writes a safetensors file whose bytes depend on its contents alone. Packed weights come first and the
    header is padded, so that they start at multiples of 64 bytes; `safetensors` itself would not align them."""
    arrays = {name: np.ascontiguousarray(array) for name, array in tensors.items()}
    order = sorted(arrays, key=lambda name: (arrays[name].ndim != 4, name))
    header, offset = {"__metadata__": dict(sorted(metadata.items()))}, 0
    for name in order:
        array = arrays[name]
        end = offset + array.nbytes
        header[name] = {"dtype": DTYPES[str(array.dtype)], "shape": list(array.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-(len(text) + 8) % 64)
    with Path(path).open("wb") as file:
        file.write(len(text).to_bytes(8, "little"))
        file.write(text)
        for name in order:
            file.write(arrays[name].tobytes())


def self_check():
    """The integers of `forward` stay close to the float product, and packing is undone by unpacking."""
    random = np.random.default_rng(1)
    for n, k in ((1, 1), (17, 5), (384, 384), (50, 1536)):
        weight, bias = random.normal(size=(n, k)), random.normal(size=n)
        rows = random.normal(size=(7, k)).astype(np.float32)
        tensors = linear("probe", weight, bias)
        assert tensors["probe.weight"].shape == (-(-n // CHANNELS), -(-k // DEPTH), CHANNELS, DEPTH)
        assert (pack(unpack(tensors["probe.weight"], n, k)) == tensors["probe.weight"]).all()
        exact = rows @ weight.T + bias
        error = np.abs(forward(tensors, "probe", rows) - exact).max() / np.abs(exact).max()
        assert error < 0.05, (n, k, error)


def fixture(path):
    """Writes the small layer on which the Rust tests check that both sides agree to the bit."""
    random = np.random.default_rng(2)
    tensors = linear("probe", random.normal(size=(37, 29)), random.normal(size=37))
    rows = random.normal(size=(9, 29)).astype(np.float32) * np.float32(3)
    rows[1] = 0
    rows[2] = np.abs(rows[2])
    rows[3] = -np.abs(rows[3])
    rows[4] *= np.float32(1e33)
    tensors |= {"rows": rows, "expected": forward(tensors, "probe", rows)}
    save(path, tensors, {})


if __name__ == "__main__":
    self_check()
    if len(sys.argv) == 3 and sys.argv[1] == "fixture":
        fixture(sys.argv[2])
