"""Golden values of convolutions, computed by PyTorch in float64.

    pip install torch==2.13.0 numpy
    python golden_convolution.py > ../resources/dev/hourglass/engine/convolution.txt

A case has a line of settings (name, kind, stride, padding, dilation, groups, output padding; each of both axes) and five arrays: image, kernel,
result, and the gradients of sum(result * sin(place)) by image and kernel. An array is a line: its name, its shape, its numbers in row-major
order, channels last (image B H W C, kernel KH KW I O; of a transposed convolution KH KW O I). Images and kernels are multiples of 1/16, which float32 holds.
"""

import numpy as np
import torch
from torch.nn import functional as F

rng = np.random.default_rng(20261125)
# name, transposed, (B, C, H, W), O, kernel, stride, padding, dilation, groups, output padding
CASES = [
    ("plain", False, (2, 3, 7, 5), 4, (3, 2), (1, 1), (0, 0), (1, 1), 1, (0, 0)),
    ("stride", False, (2, 3, 9, 8), 5, (3, 4), (2, 3), (1, 2), (1, 1), 1, (0, 0)),
    ("dilation", False, (1, 2, 11, 9), 3, (3, 2), (1, 2), (2, 1), (2, 3), 1, (0, 0)),
    ("groups", False, (2, 6, 5, 6), 9, (2, 3), (2, 1), (1, 1), (1, 1), 3, (0, 0)),
    ("depthwise", False, (2, 5, 6, 6), 5, (3, 3), (1, 1), (1, 1), (1, 1), 5, (0, 0)),
    ("one-by-one", False, (3, 4, 3, 3), 17, (1, 1), (1, 1), (0, 0), (1, 1), 1, (0, 0)),
    ("line", False, (2, 3, 1, 20), 6, (1, 5), (1, 2), (0, 2), (1, 2), 1, (0, 0)),
    ("transposed", True, (2, 4, 4, 3), 3, (3, 3), (2, 2), (1, 1), (1, 1), 1, (1, 1)),
    ("transposed-one-channel", True, (2, 5, 4, 4), 1, (3, 3), (2, 2), (1, 1), (1, 1), 1, (1, 1)),
    ("transposed-uneven", True, (1, 3, 3, 5), 5, (2, 4), (3, 2), (0, 1), (1, 1), 1, (2, 0)),
    ("transposed-dilation", True, (2, 2, 4, 5), 3, (3, 2), (2, 3), (1, 0), (3, 2), 1, (1, 2)),
    ("transposed-groups", True, (2, 6, 3, 4), 4, (3, 3), (2, 2), (1, 0), (1, 1), 2, (0, 1)),
    ("transposed-line", True, (2, 3, 1, 7), 4, (1, 4), (1, 2), (0, 1), (1, 1), 1, (0, 1)),
]


def sixteenths(*shape):
    return torch.tensor(rng.integers(-32, 33, shape) / 16.0)


def emit(name, a, *axes):
    a = a.detach().numpy().transpose(axes)
    print(name, "x".join(map(str, a.shape)), *(f"{v:.9g}" for v in a.ravel()))


for name, transposed, shape, outputs, kernel, stride, padding, dilation, groups, extra in CASES:
    channels = shape[1]
    x = sixteenths(*shape).requires_grad_()
    if transposed:
        w = sixteenths(channels, outputs // groups, *kernel).requires_grad_()
        y = F.conv_transpose2d(x, w, None, stride, padding, extra, groups, dilation)
    else:
        w = sixteenths(outputs, channels // groups, *kernel).requires_grad_()
        y = F.conv2d(x, w, None, stride, padding, dilation, groups)
    last = y.permute(0, 2, 3, 1)
    (last * torch.sin(torch.arange(last.numel(), dtype=torch.float64)).reshape(last.shape)).sum().backward()
    print("case", name, "transposed" if transposed else "plain", *stride, *padding, *dilation, groups, *extra)
    emit("x", x, 0, 2, 3, 1)
    emit("w", w, 2, 3, 1, 0)
    emit("y", y, 0, 2, 3, 1)
    emit("dx", x.grad, 0, 2, 3, 1)
    emit("dw", w.grad, 2, 3, 1, 0)
