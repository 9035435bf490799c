package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.erf;
import static dev.hourglass.engine.Tensors.exp;
import static dev.hourglass.engine.Tensors.expm1;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.gt;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.select;
import static dev.hourglass.engine.Tensors.sigmoid;
import static dev.hourglass.engine.Tensors.softplus;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.sum;
import static dev.hourglass.engine.Tensors.tanh;

import dev.hourglass.engine.Tensor;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a layer does to each number of its product, except {@link #SOFTMAX}, which looks at a whole
 * row. Shapes stay as they are.
 */
public enum Activation {
  /** x. */
  LINEAR,
  /** max(x, 0), with derivative 0 at 0. */
  RELU,
  /** x where x > 0, else 0.01 x (Maas et al., 2013). */
  LEAKY_RELU,
  /** x where x > 0, else e^x - 1 (Clevert et al., 2016, alpha = 1). */
  ELU,
  /**
   * Scaled ELU, which keeps mean 0 and variance 1 from layer to layer (Klambauer et al., 2017); use
   * it with {@link Initializer#LECUN_NORMAL}.
   */
  SELU,
  /** x times the normal distribution function of x, exact (Hendrycks and Gimpel, 2016). */
  GELU,
  /** x times sigmoid(x) (Elfwing et al., 2018), also called swish. */
  SILU,
  /** Hyperbolic tangent. */
  TANH,
  /** 1 / (1 + e^-x). */
  SIGMOID,
  /** log(1 + e^x). */
  SOFTPLUS,
  /** e^x over its sum along the last axis: each row becomes a distribution. */
  SOFTMAX;

  private static final double LEAK = 0.01;
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  /** The activation of {@code x}, of the same shape. */
  public Tensor apply(Tensor x) {
    return switch (this) {
      case LINEAR -> x;
      case RELU -> select(positive(x), x, fill(0));
      case LEAKY_RELU -> select(positive(x), x, mul(fill(LEAK), x));
      case ELU -> select(positive(x), x, negativeExpm1(x));
      case SELU ->
          select(
              positive(x),
              mul(fill(SELU_SCALE), x),
              mul(fill(SELU_SCALE * SELU_ALPHA), negativeExpm1(x)));
      case GELU -> mul(mul(fill(0.5), x), add(fill(1), erf(mul(fill(StrictMath.sqrt(0.5)), x))));
      case SILU -> mul(x, sigmoid(x));
      case TANH -> tanh(x);
      case SIGMOID -> sigmoid(x);
      case SOFTPLUS -> softplus(x);
      case SOFTMAX -> softmax(x);
    };
  }

  /** The name on the command line and in a model file, such as {@code leaky-relu}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The activation of a name such as {@code leaky-relu}; case does not matter, and {@code -} and
   * {@code _} are the same.
   *
   * @throws IllegalArgumentException if there is none of this name; the message lists them
   */
  public static Activation parse(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Activation a : values()) {
      if (a.id().equals(wanted)) {
        return a;
      }
    }
    return switch (wanted) {
      case "identity", "none" -> LINEAR;
      case "swish" -> SILU;
      default ->
          throw new IllegalArgumentException(
              "unknown activation \"%s\": choose one of %s".formatted(name, ids()));
    };
  }

  private static String ids() {
    return Arrays.stream(values()).map(Activation::id).collect(Collectors.joining(", "));
  }

  private static Tensor positive(Tensor x) {
    return gt(x, fill(0));
  }

  /** e^x - 1 for x below 0, and 0 above, where e^x could overflow and spoil the gradient. */
  private static Tensor negativeExpm1(Tensor x) {
    return expm1(select(positive(x), fill(0), x));
  }

  private static Tensor softmax(Tensor x) {
    Tensor e = exp(sub(x, max(x, -1)));
    return div(e, sum(e, -1));
  }
}
