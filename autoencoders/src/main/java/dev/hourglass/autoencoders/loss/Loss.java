package dev.hourglass.autoencoders.loss;

import static dev.hourglass.engine.Tensors.abs;
import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.exp;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.gt;
import static dev.hourglass.engine.Tensors.log;
import static dev.hourglass.engine.Tensors.lt;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.mean;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.min;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.neg;
import static dev.hourglass.engine.Tensors.select;
import static dev.hourglass.engine.Tensors.softplus;
import static dev.hourglass.engine.Tensors.sqrt;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.sum;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The distance of a reconstruction y (B, D) from its target t (B, D), as a scalar of rank 0. */
public enum Loss {
  /** Mean of (y - t)² over all numbers: for real-valued data. */
  MSE("mse", "mean-squared-error"),
  /** Mean of |y - t| over all numbers: outliers weigh less. */
  MAE("mae", "mean-absolute-error"),
  /** Mean of (y - t)² / 2 where {@code |y - t| < 1}, else |y - t| - 1/2 (Huber, 1964). */
  HUBER("huber", "smooth-l1"),
  /**
   * Binary cross-entropy, mean over all numbers of -t log y - (1 - t) log(1 - y): for data in [0,
   * 1].
   */
  BCE("bce", "binary-cross-entropy"),
  /** Mean over rows of -Σ t log y: each row of t and y is a distribution. */
  CATEGORICAL_CROSS_ENTROPY("cce", "categorical-cross-entropy"),
  /**
   * Kullback-Leibler divergence of the reconstruction from the target, mean over rows of Σ t log(t
   * / y).
   */
  KL("kl", "kullback-leibler"),
  /** Mean over rows of 1 - cos(y, t): only the direction of a row matters. */
  COSINE("cosine", "cosine-distance");

  /** Probabilities that don't come from a stable formula are kept this far from 0 and 1. */
  private static final double MARGIN = 1e-7;

  /** Smallest squared length of a row in {@link #COSINE}: that of 1e-8. */
  private static final double SMALLEST_SQUARE = 1e-16;

  private final String id;
  private final String longName;

  Loss(String id, String longName) {
    this.id = id;
    this.longName = longName;
  }

  /**
   * The loss of {@code output.apply(preactivation)} against {@code target}, rank 0. Binary
   * cross-entropy of a sigmoid, and categorical cross-entropy and divergence of a softmax, are
   * computed from the pre-activation without rounding to 0 or 1; with other activations
   * probabilities are clipped to [1e-7, 1 - 1e-7].
   *
   * @param preactivation (B, D), what the output activation is applied to
   * @param target (B, D); distributions by row for the categorical loss and the divergence
   * @throws ShapeException if the two differ in shape
   */
  public Tensor of(Tensor preactivation, Activation output, Tensor target) {
    return meanAll(parts(preactivation, output, target));
  }

  /**
   * The loss of each row by itself, (B, 1); {@link #of} is its mean.
   *
   * @param preactivation (B, D), what the output activation is applied to
   * @param target (B, D)
   * @throws ShapeException if the two differ in shape
   */
  public Tensor byRow(Tensor preactivation, Activation output, Tensor target) {
    return mean(parts(preactivation, output, target), -1);
  }

  /** What the loss is the mean of: by number, (B, D), or by row, (B, 1). */
  private Tensor parts(Tensor preactivation, Activation output, Tensor target) {
    if (!preactivation.shape().equals(target.shape()) || target.shape().rank() < 1) {
      throw new ShapeException(
          "loss %s: prediction %s and target %s must have the same shape"
              .formatted(id, preactivation.shape(), target.shape()));
    }
    return switch (this) {
      case MSE -> square(sub(output.apply(preactivation), target));
      case MAE -> abs(sub(output.apply(preactivation), target));
      case HUBER -> huber(sub(output.apply(preactivation), target));
      case BCE -> binaryCrossEntropy(preactivation, output, target);
      case CATEGORICAL_CROSS_ENTROPY -> sum(mul(target, negativeLog(preactivation, output)), -1);
      case KL ->
          sum(add(mul(target, negativeLog(preactivation, output)), negativeEntropy(target)), -1);
      case COSINE -> cosine(output.apply(preactivation), target);
    };
  }

  /** The name on the command line and in a model file, such as {@code bce}. */
  public String id() {
    return id;
  }

  /**
   * The loss of a name such as {@code bce} or {@code binary-cross-entropy}; case does not matter,
   * and {@code -} and {@code _} are the same.
   *
   * @throws IllegalArgumentException if there is none of this name; the message lists them
   */
  public static Loss parse(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Loss loss : values()) {
      if (loss.id.equals(wanted) || loss.longName.equals(wanted)) {
        return loss;
      }
    }
    String ids = Arrays.stream(values()).map(Loss::id).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "unknown loss \"%s\": choose one of %s".formatted(name, ids));
  }

  private static Tensor huber(Tensor d) {
    Tensor size = abs(d);
    return select(lt(size, fill(1)), mul(fill(0.5), square(d)), sub(size, fill(0.5)));
  }

  /** With y = sigmoid(z), -t log y - (1 - t) log(1 - y) is softplus(z) - z t. */
  private static Tensor binaryCrossEntropy(Tensor z, Activation output, Tensor t) {
    if (output == Activation.SIGMOID) {
      return sub(softplus(z), mul(z, t));
    }
    Tensor y = output.apply(z);
    Tensor logOfOther =
        log(clipped(sub(fill(1), y))); // 1 - y apart: 1 - 1e-7 is not a float, 1e-7 is
    return neg(add(mul(t, log(clipped(y))), mul(sub(fill(1), t), logOfOther)));
  }

  /**
   * -log y; with y = softmax(z) that is log Σ e^z - z, where the largest z of the row is taken out
   * of the sum.
   */
  private static Tensor negativeLog(Tensor z, Activation output) {
    if (output != Activation.SOFTMAX) {
      return neg(log(clipped(output.apply(z))));
    }
    Tensor shifted = sub(z, max(z, -1));
    return sub(log(sum(exp(shifted), -1)), shifted);
  }

  /** t log t, 0 where t is 0. */
  private static Tensor negativeEntropy(Tensor t) {
    Tensor positive = gt(t, fill(0));
    return select(positive, mul(t, log(select(positive, t, fill(1)))), fill(0));
  }

  private static Tensor cosine(Tensor y, Tensor t) {
    Tensor dot = sum(mul(y, t), -1);
    return sub(fill(1), div(dot, mul(length(y), length(t))));
  }

  private static Tensor length(Tensor x) {
    return sqrt(max(sum(square(x), -1), fill(SMALLEST_SQUARE)));
  }

  private static Tensor clipped(Tensor y) {
    return min(max(y, fill(MARGIN)), fill(1 - MARGIN));
  }
}
