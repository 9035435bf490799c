"""Golden values of activations, losses and optimizers, computed by PyTorch in float64.

    pip install torch==2.13.0 numpy
    python golden.py > ../resources/dev/hourglass/autoencoders/pytorch.txt

One array a line: its name, its shape, its numbers in row-major order. All inputs are float32 numbers, so that the test reads them without loss.
"""

import numpy as np
import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
rng = np.random.default_rng(20261101)


def f32(a):
    return torch.tensor(np.asarray(a, dtype=np.float32).astype(np.float64))


def emit(name, a):
    a = np.asarray(a.detach() if torch.is_tensor(a) else a, dtype=np.float64)
    shape = "x".join(map(str, a.shape)) or "scalar"
    print(name, shape, *(f"{v:.9g}" for v in a.ravel()))


ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": F.relu,
    "leaky-relu": F.leaky_relu,
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "softplus": lambda x: F.softplus(x, threshold=1000),  # PyTorch's own threshold of 20 is a shortcut
    "softmax": lambda x: torch.softmax(x, -1),
}


def activations():
    x = rng.normal(size=(5, 7)) * 2
    x[0, :4] = [0, 30, -30, 1e-3]
    x, weight = f32(x), f32(rng.normal(size=(5, 7)))
    emit("activation/x", x)
    emit("activation/weight", weight)
    for name, f in ACTIVATIONS.items():
        leaf = x.clone().requires_grad_()
        y = f(leaf)
        (y * weight).sum().backward()
        emit(f"activation/{name}/y", y)
        emit(f"activation/{name}/dx", leaf.grad)  # of the sum of weight * y


def rows_mean(x):
    return x.sum(-1).mean()


def clipped(y):
    return y.clamp(1e-7, 1 - 1e-7)


LOSSES = {
    "mse": lambda z, f, t: F.mse_loss(f(z), t),
    "mae": lambda z, f, t: F.l1_loss(f(z), t),
    "huber": lambda z, f, t: F.huber_loss(f(z), t, delta=1),
    "bce": lambda z, f, t: F.binary_cross_entropy_with_logits(z, t) if f is torch.sigmoid else F.binary_cross_entropy(clipped(f(z)), t),
    "cce": lambda z, f, t: F.cross_entropy(z, t) if f is ACTIVATIONS["softmax"] else -rows_mean(t * clipped(f(z)).log()),
    "kl": lambda z, f, t: F.kl_div(
        torch.log_softmax(z, -1) if f is ACTIVATIONS["softmax"] else clipped(f(z)).log(), t, reduction="batchmean"),
    "cosine": lambda z, f, t: (1 - F.cosine_similarity(f(z), t, dim=-1)).mean(),
}


def losses():
    real, unit = f32(rng.normal(size=(6, 5)) * 1.5), f32(rng.uniform(size=(6, 5)))
    binary = f32(rng.integers(0, 2, size=(6, 5)))
    distribution = rng.dirichlet(np.ones(5), size=6)
    distribution[2] = [0, 1, 0, 0, 0]
    distribution = f32(distribution)
    z = rng.normal(size=(6, 5)) * 2
    z, extreme = f32(z), f32(np.where(rng.uniform(size=(6, 5)) < 0.4, 60, 1) * z)
    probability = f32(rng.uniform(-0.2, 1.2, size=(6, 5)))
    cases = [
        ("mse", "linear", z, real), ("mse", "sigmoid", z, unit), ("mse", "softmax", z, unit),
        ("mae", "linear", z, real), ("mae", "tanh", z, real),
        ("huber", "linear", z, real), ("huber", "relu", z, real),
        ("bce", "sigmoid", z, unit), ("bce", "sigmoid", extreme, binary), ("bce", "linear", probability, binary),
        ("bce", "softmax", z, unit),
        ("cce", "softmax", z, distribution), ("cce", "softmax", extreme, distribution), ("cce", "sigmoid", z, distribution),
        ("kl", "softmax", z, distribution), ("kl", "softmax", extreme, distribution), ("kl", "sigmoid", z, distribution),
        ("cosine", "linear", z, real), ("cosine", "sigmoid", z, unit),
    ]
    for i, (loss, output, z, t) in enumerate(cases):
        leaf = z.clone().requires_grad_()
        value = LOSSES[loss](leaf, ACTIVATIONS[output], t)
        value.backward()
        for name, a in [("z", z), ("t", t), ("value", value), ("dz", leaf.grad)]:
            emit(f"loss/{i}/{loss}/{output}/{name}", a)


WIDTHS = [7, 5, 3, 5, 7]
STEPS = 10
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.5),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.9),
    "nesterov": lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.9, nesterov=True),
    "adagrad": lambda p: torch.optim.Adagrad(p, lr=0.05),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
    "rmsprop-momentum": lambda p: torch.optim.RMSprop(p, lr=0.01, momentum=0.9),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01),
}
scheduler = torch.optim.lr_scheduler
SCHEDULES = {
    "step": lambda o: scheduler.StepLR(o, step_size=3, gamma=0.5),
    "exponential": lambda o: scheduler.ExponentialLR(o, gamma=0.9),
    "cosine": lambda o: scheduler.CosineAnnealingLR(o, T_max=STEPS, eta_min=0.1 * o.param_groups[0]["lr"]),
    "warmup": lambda o: scheduler.LinearLR(o, start_factor=0.25, total_iters=3),
}
VARIANTS = ["plain", "clip-value", "clip-norm", "l1", "l2", *SCHEDULES]


def train(optimizer, variant, data, initial):
    p = [a.clone().requires_grad_() for a in initial]
    weights = p[0::2]
    o = OPTIMIZERS[optimizer](p)
    s = SCHEDULES[variant](o) if variant in SCHEDULES else None
    losses = []
    for _ in range(STEPS):
        x = data
        for i in range(0, len(p), 2):
            z = x @ p[i] + p[i + 1]
            x = torch.tanh(z)
        loss = F.binary_cross_entropy_with_logits(z, data)
        if variant == "l1":
            loss = loss + 1e-3 * sum(w.abs().sum() for w in weights)
        if variant == "l2":
            loss = loss + 1e-2 * sum(w.square().sum() for w in weights)
        o.zero_grad()
        loss.backward()
        if variant == "clip-value":
            torch.nn.utils.clip_grad_value_(p, 0.01)
        if variant == "clip-norm":
            torch.nn.utils.clip_grad_norm_(p, 0.02)
        o.step()
        if s:
            s.step()
        losses.append(loss.item())
    emit(f"train/{optimizer}/{variant}/losses", losses)
    emit(f"train/{optimizer}/{variant}/parameters", torch.cat([a.detach().ravel() for a in p]))


def training():
    data = f32(rng.uniform(size=(16, WIDTHS[0])))
    initial = []
    for a, b in zip(WIDTHS, WIDTHS[1:]):
        initial += [f32(rng.normal(size=(a, b)) / np.sqrt(a)), f32(rng.normal(size=b) * 0.1)]
    emit("train/data", data)
    emit("train/initial", torch.cat([a.ravel() for a in initial]))
    for optimizer in OPTIMIZERS:
        for variant in VARIANTS:
            train(optimizer, variant, data, initial)


print("# PyTorch", torch.__version__.split("+")[0], "in float64; made by src/test/scripts/golden.py")
activations()
losses()
training()
