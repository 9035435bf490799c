"""Golden values of convolutional layers and batch normalisation, computed by PyTorch in float64.

    pip install torch==2.13.0 numpy
    python golden_layers.py > ../resources/dev/hourglass/autoencoders/layers.txt

One array a line: its name, its shape, its numbers in row-major order. Channels come last, kernels are (KH, KW, in, out), those of
transposed convolutions (KH, KW, out, in). Gradients are of the sum of seed * y. All inputs are float32 numbers.
"""

import numpy as np
import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20261125)


def f32(*shape):
    return torch.tensor(rng.normal(size=shape).astype(np.float32).astype(np.float64))


def emit(name, a):
    a = np.asarray(a.detach(), dtype=np.float64)
    shape = "x".join(map(str, a.shape)) or "scalar"
    print(name, shape, *(f"{v:.9g}" for v in a.ravel()))


def case(name, function, **inputs):
    leaves = {k: v.clone().requires_grad_() for k, v in inputs.items()}
    y = function(**leaves)
    seed = f32(*y.shape)
    (y * seed).sum().backward()
    for k, v in leaves.items():
        emit(f"{name}/{k}", v)
        emit(f"{name}/d{k}", v.grad)
    emit(f"{name}/seed", seed)
    emit(f"{name}/y", y)


def first(x):
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


def conv(x, weight, bias):
    return last(F.conv2d(first(x), weight.permute(3, 2, 0, 1), bias, padding=1))


def transpose(x, weight, bias):
    return last(F.conv_transpose2d(first(x), weight.permute(3, 2, 0, 1), bias, stride=2, padding=1, output_padding=0))


case("conv", conv, x=f32(2, 5, 7, 3), weight=f32(3, 3, 3, 4), bias=f32(4))
case("transpose", transpose, x=f32(2, 3, 4, 3), weight=f32(3, 3, 2, 3), bias=f32(2))

mean, var = torch.zeros(3), torch.ones(3)
case(
    "batch_norm",
    lambda x, weight, bias: last(F.batch_norm(first(x), mean, var, weight, bias, training=True)),
    x=f32(2, 3, 5, 3), weight=f32(3), bias=f32(3),
)
emit("batch_norm/running_mean", mean)
emit("batch_norm/running_var", var)
case(
    "batch_norm_inference",
    lambda x, weight, bias: last(F.batch_norm(first(x), mean, var, weight, bias, training=False)),
    x=f32(2, 3, 5, 3), weight=f32(3), bias=f32(3),
)

case("layer_norm", lambda x, weight, bias: F.layer_norm(x, (3,), weight, bias), x=f32(2, 3, 5, 3), weight=f32(3), bias=f32(3))
case("layer_norm_rows", lambda x, weight, bias: F.layer_norm(x, (7,), weight, bias), x=f32(4, 7), weight=f32(7), bias=f32(7))
case(
    "group_norm",
    lambda x, weight, bias: last(F.group_norm(first(x), 3, weight, bias)),
    x=f32(2, 3, 5, 6), weight=f32(6), bias=f32(6),
)
case("group_norm_rows", lambda x, weight, bias: F.group_norm(x, 2, weight, bias), x=f32(3, 8), weight=f32(8), bias=f32(8))

names = torch.tensor([[4, 0, 4], [1, 4, 2]])
emit("embedding/names", names)
case("embedding", lambda weight: F.embedding(names, weight), weight=f32(5, 3))


def second(x, weight, bias):
    """The derivative of a squared gradient, as a contractive autoencoder needs it."""
    x = x.requires_grad_()
    y = F.layer_norm(x, (5,), weight, bias)
    (dx,) = torch.autograd.grad((y**3).sum(), x, create_graph=True)
    (ddx,) = torch.autograd.grad((dx**2).sum(), x)
    emit("layer_norm_twice/x", x)
    emit("layer_norm_twice/weight", weight)
    emit("layer_norm_twice/bias", bias)
    emit("layer_norm_twice/dx", dx)
    emit("layer_norm_twice/ddx", ddx)


second(f32(3, 5), f32(5), f32(5))
