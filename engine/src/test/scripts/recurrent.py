"""Golden values of recurrent layers, computed by PyTorch in float64.

    pip install torch==2.13.0 numpy
    python recurrent.py > ../resources/dev/hourglass/engine/recurrent.txt

One array a line: its name, its shape, its numbers in row-major order. All inputs are float32 numbers, so that the test reads
them without loss. Weights keep PyTorch's layout. The loss is the sum of all outputs, each times a weight of its own.
"""

import numpy as np
import torch
from torch import nn
from torch.nn.utils import rnn

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20261125)


def f32(*shape):
    return torch.tensor(rng.normal(size=shape).astype(np.float32).astype(np.float64) * 0.5, requires_grad=True)


def emit(name, a):
    a = np.asarray(a.detach(), dtype=np.float64)
    print(name, "x".join(map(str, a.shape)) or "scalar", *(f"{v:.9g}" for v in a.ravel()))


def case(cell, layers, both, lengths, initial):
    steps, batch, inputs, hidden = 5, 3, 2, 4
    name = f"{cell.lower()}/{layers}{'/both' if both else ''}{'/lengths' if lengths else ''}{'/initial' if initial else ''}"
    net = getattr(nn, cell)(inputs, hidden, layers, bidirectional=both)
    leaves = {"x": f32(steps, batch, inputs)}
    sides = (2 if both else 1) * layers
    states = {"h0": f32(sides, batch, hidden), "c0": f32(sides, batch, hidden)} if initial else {}
    if cell == "GRU":
        states.pop("c0", None)
    leaves |= states
    for key, p in net.named_parameters():
        p.data = f32(*p.shape).detach()
        leaves[key] = p
    start = (tuple(states.values()) if cell == "LSTM" else states["h0"]) if initial else None
    x = rnn.pack_padded_sequence(leaves["x"], lengths, enforce_sorted=False) if lengths else leaves["x"]
    y, last = net(x, start)
    if lengths:
        y, _ = rnn.pad_packed_sequence(y, total_length=steps)
    outputs = {"y": y} | (dict(zip(("h", "c"), last)) if cell == "LSTM" else {"h": last})
    weights = {k: f32(*v.shape).detach() for k, v in outputs.items()}
    sum((outputs[k] * weights[k]).sum() for k in outputs).backward()
    for key, value in leaves.items():
        emit(f"{name}:{key}", value)
        emit(f"{name}:d/{key}", value.grad)
    for key, value in outputs.items():
        emit(f"{name}:{key}", value)
        emit(f"{name}:weight/{key}", weights[key])
    if lengths:
        emit(f"{name}:lengths", torch.tensor(lengths))


for cell in ("LSTM", "GRU"):
    case(cell, 1, False, None, False)
    case(cell, 1, False, [3, 5, 1], True)
    case(cell, 1, True, [2, 1, 5], False)
    case(cell, 2, True, [4, 5, 2], True)
    case(cell, 3, False, None, True)
