"""Golden values of batch self-organising maps, computed by NumPy in float64 from the definitions alone.

    pip install numpy
    python golden_som.py > ../resources/dev/hourglass/autoencoders/som.txt

One array a line: its name, its shape, its numbers in row-major order. The rows are float32 numbers, and so are the units between two
epochs, as in a model file.
"""

import numpy as np

rng = np.random.default_rng(20261201)


def emit(name, a):
    a = np.asarray(a, dtype=np.float64)
    shape = "x".join(map(str, a.shape)) or "scalar"
    print(name, shape, *(f"{v:.9g}" for v in a.ravel()))


def places(rows, columns, hexagonal):
    r, c = np.divmod(np.arange(rows * columns), columns)
    return np.stack([c + 0.5 * (r % 2) * hexagonal, r * (np.sqrt(0.75) if hexagonal else 1.0)], axis=1)


def plane(x, place, rows, columns):
    centred = x - x.mean(axis=0)
    values, vectors = np.linalg.eigh(centred.T @ centred / (len(x) - 1))
    two = []
    for k in (-1, -2):
        v = vectors[:, k]
        two.append(np.sqrt(values[k]) * v * np.sign(v[np.argmax(np.abs(v))]))
    span = place.max(axis=0)
    where = np.where(span > 0, 2 * place / np.where(span > 0, span, 1) - 1, 0)
    across, down = where[:, :1], where[:, 1:]
    first, second = (across, down) if columns >= rows else (down, across)
    return (x.mean(axis=0) + first * two[0] + second * two[1]).astype(np.float32).astype(np.float64)


def case(name, rows, columns, hexagonal, start, end, epochs):
    mixed = rng.normal(size=(90, 3)) @ rng.normal(size=(3, 5)) + 0.1 * rng.normal(size=(90, 5)) + 2
    x = mixed.astype(np.float32).astype(np.float64)
    place = places(rows, columns, hexagonal)
    apart = ((place[:, None] - place[None]) ** 2).sum(axis=2)
    w = plane(x, place, rows, columns)
    emit(f"{name}/x", x)
    emit(f"{name}/first", w)
    for epoch in range(epochs):
        radius = end if epoch == epochs - 1 else start * (end / start) ** (epoch / (epochs - 1))
        best = ((x[:, None] - w[None]) ** 2).sum(axis=2).argmin(axis=1)
        h = np.exp(-apart[:, best] / (2 * radius**2))
        w = (h @ x / h.sum(axis=1, keepdims=True)).astype(np.float32).astype(np.float64)
    square = ((x[:, None] - w[None]) ** 2).sum(axis=2)
    two = np.argsort(square, axis=1, kind="stable")[:, :2]
    emit(f"{name}/units", w)
    emit(f"{name}/best", two[:, 0])
    emit(f"{name}/quantization", np.sqrt(square.min(axis=1)).mean())
    emit(f"{name}/topographic", (np.abs(apart[two[:, 0], two[:, 1]] - 1) > 1e-6).mean())


case("rectangular", 4, 6, False, 3.0, 0.5, 7)
case("hexagonal", 5, 3, True, 2.5, 1.0, 6)
case("line", 1, 9, False, 4.0, 0.7, 5)
