"""Golden values of recurrent autoencoders, computed by PyTorch in float64.

    pip install torch==2.13.0 numpy
    python golden_recurrent.py > ../resources/dev/hourglass/autoencoders/recurrent.txt

One array a line: its name, its shape, its numbers in row-major order. A case has the parameters of each layer under the names of
Hourglass (weights transposed, PyTorch's two biases added up where that is the same), x (B, T F), the code, the reconstruction in
training (with a teacher where it has one) and on its own, and the gradient of the mean squared error in training.
"""

import numpy as np
import torch
from torch import nn

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20261126)
B, T, F = 3, 5, 2


def f32(*shape):
    return torch.tensor(rng.normal(size=shape, scale=0.5).astype(np.float32).astype(np.float64))


def emit(name, a):
    a = np.asarray(a.detach(), dtype=np.float64)
    print(name, "x".join(map(str, a.shape)) or "scalar", *(f"{v:.9g}" for v in a.ravel()))


class Stack:
    """Recurrent layers whose parameters have Hourglass's names and shapes."""

    def __init__(self, name, cell, inputs, hidden, layers, bidirectional=False):
        kind = {"lstm": nn.LSTM, "gru": nn.GRU}[cell]
        self.net = kind(inputs, hidden, layers, bidirectional=bidirectional)
        self.cell, self.hidden, self.parameters = cell, hidden, {}
        gates = 4 if cell == "lstm" else 3
        for layer in range(layers):
            for side in ("", "_reverse") if bidirectional else ("",):
                ours = f"{name}.{layer}" + (".back" if side else "")
                ih = getattr(self.net, f"weight_ih_l{layer}{side}")
                p = {ours + ".input": f32(ih.shape[1], gates * hidden), ours + ".hidden": f32(hidden, gates * hidden), ours + ".bias": f32(gates * hidden)}
                if cell == "gru":
                    p[ours + ".new_bias"] = f32(hidden)
                self.parameters.update({k: v.requires_grad_() for k, v in p.items()})

    def run(self, x, hidden=None, state=None):
        weights = {}
        for (name, p) in self.parameters.items():
            stem, what = name.rsplit(".", 1)
            layer = stem.split(".")[1]
            suffix = f"_l{layer}" + ("_reverse" if stem.endswith(".back") else "")
            if what == "input":
                weights["weight_ih" + suffix] = p.T
            elif what == "hidden":
                weights["weight_hh" + suffix] = p.T
            elif what == "bias":
                weights["bias_ih" + suffix] = p
                weights.setdefault("bias_hh" + suffix, torch.zeros(p.shape))
            else:
                weights["bias_hh" + suffix] = torch.cat([torch.zeros(2 * self.hidden), p])
        if hidden is None:
            return torch.func.functional_call(self.net, weights, (x,))
        if self.cell == "lstm":
            hidden = (hidden, torch.zeros_like(hidden) if state is None else state)
        return torch.func.functional_call(self.net, weights, (x, hidden))


def case(name, cell, hidden, layers, bidirectional, latent, decoder_cell, decoder_hidden, decoder_layers, reverse, taught):
    encoder = Stack("encoder", cell, F, hidden, layers, bidirectional)
    sides = 2 if bidirectional else 1
    decoder = Stack("decoder", decoder_cell, latent + (F if taught else 0), decoder_hidden, decoder_layers)
    dense = {
        "encoder.code.weight": f32(sides * hidden, latent), "encoder.code.bias": f32(latent),
        "decoder.start.weight": f32(latent, decoder_layers * decoder_hidden), "decoder.start.bias": f32(decoder_layers * decoder_hidden),
        "decoder.output.weight": f32(decoder_hidden, F), "decoder.output.bias": f32(F),
    }
    dense = {k: v.requires_grad_() for k, v in dense.items()}
    parameters = encoder.parameters | dense | decoder.parameters
    rows = f32(B, T * F)
    x = rows.reshape(B, T, F).transpose(0, 1)
    last = encoder.run(x)[1]
    last = (last[0] if cell == "lstm" else last)[-sides:]
    code = last.transpose(0, 1).reshape(B, -1) @ dense["encoder.code.weight"] + dense["encoder.code.bias"]
    start = torch.tanh(code @ dense["decoder.start.weight"] + dense["decoder.start.bias"])
    start = start.reshape(B, decoder_layers, decoder_hidden).transpose(0, 1).contiguous()

    def numbers(h):
        return h @ dense["decoder.output.weight"] + dense["decoder.output.bias"]

    def turned(s):
        return s.flip(0) if reverse else s

    seen = code.expand(T, B, latent)
    if taught:
        target = turned(x)
        before = torch.cat([torch.zeros(1, B, F), target[:-1]])
        y = turned(numbers(decoder.run(torch.cat([before, seen], 2), start)[0]))
        told, previous, h, c = [], torch.zeros(1, B, F), start, None
        for _ in range(T):
            out, state = decoder.run(torch.cat([previous, code[None]], 2), h, c)
            h, c = state if decoder_cell == "lstm" else (state, None)
            previous = numbers(out)
            told.append(previous)
        own = turned(torch.cat(told))
    else:
        y = own = turned(numbers(decoder.run(seen, start)[0]))
    ((y - x) ** 2).mean().backward()
    for k, v in parameters.items():
        emit(f"{name}/{k}", v)
        emit(f"{name}/d/{k}", v.grad)
    emit(f"{name}/x", rows)
    emit(f"{name}/code", code)
    emit(f"{name}/training", y.transpose(0, 1).reshape(B, T * F))
    emit(f"{name}/own", own.transpose(0, 1).reshape(B, T * F))


case("plain", "lstm", 3, 1, False, 2, "lstm", 3, 1, False, False)
case("unlike", "lstm", 3, 2, True, 4, "gru", 5, 2, True, False)
case("taught", "gru", 4, 1, False, 3, "lstm", 3, 2, False, True)
case("taught_reversed", "lstm", 3, 1, True, 3, "gru", 4, 1, True, True)
