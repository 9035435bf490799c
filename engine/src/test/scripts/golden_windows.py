"""Golden values of pooling and resizing, computed by PyTorch in float64.

    pip install torch==2.13.0 numpy
    python golden_windows.py > ../resources/dev/hourglass/engine/windows.txt

One array a line: its name, its shape, its numbers in row-major order, channels last. dx is the derivative of the sum of weight * y.
"""

import numpy as np
import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20261125)


def f32(shape):
    return torch.tensor(rng.normal(size=shape).astype(np.float32).astype(np.float64))


def emit(name, a):
    a = np.asarray(a.detach())
    print(name, "x".join(map(str, a.shape)), *(f"{v:.9g}" for v in a.ravel()))


def first(x):
    return x.movedim(-1, 1)


def last(x):
    return x.movedim(1, -1)


PICTURE, SEQUENCE = (1, 5, 7, 19), (3, 11, 5)
CASES = {
    "max-2-2": (PICTURE, lambda x: F.max_pool2d(x, 2)),
    "max-3-2-1": (PICTURE, lambda x: F.max_pool2d(x, 3, 2, 1)),
    "max-3x2": (PICTURE, lambda x: F.max_pool2d(x, (3, 2), (1, 2), (1, 0))),
    "max-1d": (SEQUENCE, lambda x: F.max_pool1d(x, 3, 2, 1)),
    "average-2-2": (PICTURE, lambda x: F.avg_pool2d(x, 2)),
    "average-3-2-1": (PICTURE, lambda x: F.avg_pool2d(x, 3, 2, 1)),
    "average-1d": (SEQUENCE, lambda x: F.avg_pool1d(x, 4, 3, 2)),
    "global-average": (PICTURE, lambda x: F.adaptive_avg_pool2d(x, 1)[:, :, 0, 0]),
    "global-max": (PICTURE, lambda x: F.adaptive_max_pool2d(x, 1)[:, :, 0, 0]),
    "nearest-up": ((2, 5, 7, 3), lambda x: F.interpolate(x, size=(10, 21), mode="nearest")),
    "nearest-down": (PICTURE, lambda x: F.interpolate(x, size=(3, 4), mode="nearest")),
    "bilinear-up": ((2, 5, 7, 3), lambda x: F.interpolate(x, size=(10, 15), mode="bilinear", align_corners=False)),
    "bilinear-down": (PICTURE, lambda x: F.interpolate(x, size=(3, 4), mode="bilinear", align_corners=False)),
}

print("# PyTorch", torch.__version__.split("+")[0], "in float64; made by src/test/scripts/golden_windows.py")
for name, (shape, f) in CASES.items():
    x = f32(shape).requires_grad_()
    y = f(first(x))
    y = last(y) if y.dim() > 2 else y
    weight = f32(y.shape)
    (y * weight).sum().backward()
    for part, a in [("x", x), ("weight", weight), ("y", y), ("dx", x.grad)]:
        emit(f"{name}/{part}", a)
