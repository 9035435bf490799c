"""Golden values of the negative binomial distribution from SciPy.

    pip install scipy numpy
    python golden_counts.py > ../resources/dev/hourglass/tasks/mixed/negative-binomial.txt

A line is the count, the logarithms of mean and size, and minus the logarithm of the probability.
"""

import numpy as np
from scipy.special import gammaln
from scipy.stats import nbinom, poisson

for log_size in (-7.5, -2, 0, 1.3, 4, 7.5):
    for log_mean in (-8, -1, 0.5, 4, 11):
        for x in (0, 1, 2, 7, 60, 3001, 250_000, 2**24 - 1):
            r, m = np.exp(log_size), np.exp(log_mean)
            surprise = -nbinom.logpmf(x, r, r / (r + m))
            # SciPy's own logpmf is -inf where p rounds to 1
            if np.isfinite(surprise):
                print("nb", x, repr(float(log_mean)), repr(float(log_size)), repr(float(surprise)))

for log_mean in (-3, 0, 2.5):
    for x in (0, 1, 5, 20):
        print("poisson", x, repr(float(log_mean)), "inf", repr(float(-poisson.logpmf(x, np.exp(log_mean)))))

for z in (3e-4, 0.1, 0.5, 1, 1.5, 2, 3.7, 9.99, 10, 11, 123.4, 1e4, 2.0**24, 1e13):
    print("gamma", repr(float(z)), 0, 0, repr(float(gammaln(z))))
