package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.exp;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.log;
import static dev.hourglass.engine.Tensors.log1p;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.softplus;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Tensor;

/**
 * Minus the logarithm of the negative binomial distribution with mean m and size r, whose variance
 * is m + m²/r; the Poisson distribution is its limit for large r (the form of Lopez et al., "Deep
 * generative modeling for single-cell transcriptomics", 2018):
 *
 * <pre>x log(1 + r/m) + r log(1 + m/r) + log Γ(x+1) + log Γ(r) - log Γ(x+r)</pre>
 *
 * It is defined for all x of 0 or more, between whole numbers too.
 */
final class NegativeBinomial {
  /** Stirling's series, on numbers of this or more, is right to 3e-6 with two terms. */
  private static final int SHIFT = 3;

  /** And to 1e-12 with four terms from here on. */
  private static final double LARGE = 10;

  private static final double HALF_LOG_TWO_PI = 0.9189385332046727;

  private NegativeBinomial() {}

  /**
   * In double precision.
   *
   * @param x 0 or more
   */
  static double surprise(double x, double logMean, double logSize) {
    double size = StrictMath.exp(logSize);
    double constant = logGamma(x + 1) + logGamma(size) - logGamma(x + size);
    return x * log1pExp(logSize - logMean) + size * log1pExp(logMean - logSize) + constant;
  }

  private static double log1pExp(double y) {
    return Math.max(0, y) + StrictMath.log1p(StrictMath.exp(-Math.abs(y)));
  }

  /**
   * The logarithm of the gamma function, by Stirling's series.
   *
   * @param z greater than 0
   */
  static double logGamma(double z) {
    double product = 1;
    while (z < LARGE) {
      product *= z++;
    }
    double s = 1 / (z * z);
    double series = (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s / 1680))) / z;
    return (z - 0.5) * StrictMath.log(z) - z + HALF_LOG_TWO_PI + series - StrictMath.log(product);
  }

  /** The same as a graph, over shapes that go together. Derivatives lead to means and sizes. */
  static Tensor surprise(Tensor x, Tensor logMean, Tensor logSize) {
    Tensor size = exp(logSize);
    Tensor far = mul(x, softplus(sub(logSize, logMean)));
    Tensor near = mul(size, softplus(sub(logMean, logSize)));
    return add(add(far, near), sub(rise(x, fill(1)), rise(x, size)));
  }

  /** log Γ(x+r) - log Γ(r), written so that little cancels in the derivative with respect to r. */
  private static Tensor rise(Tensor x, Tensor r) {
    Tensor from = add(r, fill(SHIFT));
    Tensor to = add(x, from);
    Tensor stirling = mul(sub(to, fill(0.5)), log1p(div(x, from)));
    Tensor rise = add(stirling, mul(x, sub(log(from), fill(1))));
    rise = add(rise, sub(series(to), series(from)));
    for (int k = 0; k < SHIFT; k++) {
      rise = sub(rise, log1p(div(x, add(r, fill(k)))));
    }
    return rise;
  }

  private static Tensor series(Tensor z) {
    return div(sub(fill(1 / 12.0), div(fill(1 / 360.0), square(z))), z);
  }
}
