"""Fits the polynomials of dev.hourglass.engine.math and prints them, highest power first.

Minimax fits by Lawson's iteration (weighted least squares whose weights grow where the error is
large). Coefficients are rounded to float32 one by one from the lowest power up, and the rest is
fitted again after each, so that rounding costs little. Needs numpy and mpmath.

    python fit_polynomials.py
"""

import mpmath as mp
import numpy as np

mp.mp.dps = 40
LN2 = float(mp.log(2))


def lawson(basis, target, weight, rounds=300):
    """Coefficients c that make max |weight * (basis @ c - target)| small."""
    lawson_weight = np.full(len(target), 1.0 / len(target))
    best, best_error = None, np.inf
    for _ in range(rounds):
        scale = np.sqrt(lawson_weight) * weight
        c = np.linalg.lstsq(basis * scale[:, None], target * scale, rcond=None)[0]
        error = np.abs(weight * (basis @ c - target))
        if error.max() < best_error:
            best, best_error = c, error.max()
        lawson_weight *= error
        lawson_weight /= lawson_weight.sum()
    return best


def fit(name, function, low, high, degree, weight, points=1500):
    """function(x) ~ c0 + c1 x + ... on [low, high]; weight(x, value) turns the error into a relative one."""
    k = np.arange(points)
    x = 0.5 * (low + high) + 0.5 * (high - low) * np.cos(np.pi * (k + 0.5) / points)
    target = np.array([float(function(mp.mpf(float(v)))) for v in x])
    w = np.array([float(weight(mp.mpf(float(v)))) for v in x])
    powers = [x**i for i in range(degree + 1)]
    rounded = []
    rest = target.copy()
    for i in range(degree + 1):
        c = lawson(np.stack(powers[i:], axis=1), rest, w)
        rounded.append(float(np.float32(c[0])))
        rest = rest - rounded[-1] * powers[i]
    print(f"{name}: error {np.max(np.abs(w * rest)):.2e} on [{low:.4f}, {high:.4f}]")
    print("  " + ", ".join(f"{np.float32(c)!s}f" for c in reversed(rounded)))


def split(name, value, parts):
    """value = sum of floats, each rounded toward zero so that all have its sign."""
    result = []
    for _ in range(parts):
        f = np.float32(float(value))
        if mp.mpf(float(f)) > value:
            f = np.nextafter(f, np.float32(0))
        result.append(f"{f!s}f")
        value -= mp.mpf(float(f))
    print(f"{name}: " + ", ".join(result))


def main():
    split("ln 2", mp.log(2), 2)
    split("(ln 2) / 2", mp.log(2) / 2, 2)
    split("pi", mp.pi, 3)
    series = lambda f: lambda x: f(x) if abs(x) > 1e-12 else f(mp.mpf("1e-12"))
    # exp(x) = 1 + x + x^2 P(x)
    exp_rest = series(lambda x: (mp.expm1(x) - x) / x**2)
    fit("exp, |x| <= ln 2", exp_rest, -LN2 * 1.001, LN2 * 1.001, 5, lambda x: x**2 / mp.exp(x))
    half = LN2 / 2 * 1.001
    fit("exp(-x), |x| <= (ln 2)/2", lambda x: exp_rest(-x), -half, half, 4, lambda x: x**2 / mp.exp(-x))
    fit("expm1, |x| <= (ln 2)/2", exp_rest, -half, half, 4, lambda x: abs(x**2 / mp.expm1(x)) if x else 0)
    # (exp(2x) - 1) / 2 = x + x^2 P(x)
    fit("tanh", series(lambda x: (mp.expm1(2 * x) / 2 - x) / x**2), -half / 2, half / 2, 4,
        lambda x: abs(x**2 / mp.expm1(2 * x) * 2) if x else 0)
    # log(1 + x) = x + x^2 P(x)
    log_rest = series(lambda x: (mp.log1p(x) - x) / x**2)
    fit("log1p, |x| <= 1/3", log_rest, -1 / 3.0, 1 / 3.0, 7, lambda x: abs(x**2 / mp.log1p(x)) if x else 0)
    # log(1 + x) = x P(x)
    fit("log1p on (0, 1]", series(lambda x: mp.log1p(x) / x), 0.0, 1.0, 9, lambda x: x / mp.log1p(x))
    # log(1 + x) = x - x^2 / 2 + x^3 P(x)
    pow_rest = lambda x: (mp.log1p(x) - x + x**2 / 2) / x**3 if abs(x) > 1e-8 else mp.mpf(1) / 3
    fit("log1p for pow", pow_rest, -1 / 3.0, 1 / 3.0, 8, lambda x: abs(x**3 / mp.log1p(x)) if x else 0)
    # erf(x) = x + x P(x^2) below 1; 1 - erf(x) = 1 / P(x)^4 above
    root = lambda f, at_zero: lambda s: f(mp.sqrt(s)) / mp.sqrt(s) if s > 1e-20 else at_zero
    erf_ratio = root(mp.erf, 2 / mp.sqrt(mp.pi))
    fit("erf, x^2 below 1", lambda s: erf_ratio(s) - 1, 0.0, 1.0, 6, lambda s: 1 / erf_ratio(s))
    fit("erf above 1", lambda x: mp.erfc(x) ** -0.25, 1.0, 3.85, 9, lambda x: 4 * mp.erfc(x) ** 1.25 / mp.erf(x))
    # sin(x) = x + x^3 P(x^2)
    sin_rest = lambda s: (mp.sin(mp.sqrt(s)) / mp.sqrt(s) - 1) / s if s > 1e-15 else mp.mpf(-1) / 6
    fit("sin", sin_rest, 0.0, (float(mp.pi) / 2 * 1.02) ** 2, 3, lambda s: s / (1 + s * sin_rest(s)))


if __name__ == "__main__":
    main()
