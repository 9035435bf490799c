package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * First values of a weight. Draws are counter-based and use only exact operations and {@link
 * StrictMath}, so the same seed gives the same bits on every machine.
 */
public enum Initializer {
  /** All zeros, for biases. */
  ZEROS,
  /** All ones, for the factors of normalisations. */
  ONES,
  /**
   * Uniform in ±sqrt(6 / (fanIn + fanOut)) (Glorot and Bengio, 2010): for tanh, sigmoid and linear
   * layers.
   */
  GLOROT_UNIFORM,
  /** Normal of variance 2 / (fanIn + fanOut). */
  GLOROT_NORMAL,
  /** Uniform in ±sqrt(6 / fanIn) (He et al., 2015): for ReLU and its kin. */
  HE_UNIFORM,
  /** Normal of variance 2 / fanIn. */
  HE_NORMAL,
  /** Uniform in ±sqrt(3 / fanIn) (LeCun et al., 1998). */
  LECUN_UNIFORM,
  /** Normal of variance 1 / fanIn: for SELU. */
  LECUN_NORMAL,
  /**
   * Orthonormal rows or columns, whichever are fewer (Saxe et al., 2014): for deep linear stacks.
   */
  ORTHOGONAL;

  /**
   * Writes a block, row-major, into {@code target} from {@code offset} on.
   *
   * @param shape of the block; orthogonal initialisation reads it as a matrix whose columns are the
   *     last axis
   * @param fans how many numbers a unit reads, and how many read it
   * @throws IndexOutOfBoundsException if {@code target} ends before the block does
   */
  void fill(float[] target, int offset, Shape shape, Fans fans, Draws draws) {
    int size = shape.size();
    Objects.checkFromIndexSize(offset, size, target.length);
    double sum = (double) fans.in() + fans.out();
    switch (this) {
      case ZEROS -> Arrays.fill(target, offset, offset + size, 0);
      case ONES -> Arrays.fill(target, offset, offset + size, 1);
      case GLOROT_UNIFORM -> uniform(target, offset, size, 6 / sum, draws);
      case GLOROT_NORMAL -> normal(target, offset, size, 2 / sum, draws);
      case HE_UNIFORM -> uniform(target, offset, size, 6.0 / fans.in(), draws);
      case HE_NORMAL -> normal(target, offset, size, 2.0 / fans.in(), draws);
      case LECUN_UNIFORM -> uniform(target, offset, size, 3.0 / fans.in(), draws);
      case LECUN_NORMAL -> normal(target, offset, size, 1.0 / fans.in(), draws);
      case ORTHOGONAL -> {
        int columns = shape.dim(-1);
        Orthonormal.fill(target, offset, size / columns, columns, draws);
      }
    }
  }

  private static void uniform(
      float[] target, int offset, int size, double squareOfLimit, Draws draws) {
    double limit = Math.sqrt(squareOfLimit);
    for (int i = 0; i < size; i++) {
      target[offset + i] = (float) (limit * (2 * draws.uniform(i) - 1));
    }
  }

  private static void normal(float[] target, int offset, int size, double variance, Draws draws) {
    double deviation = Math.sqrt(variance);
    for (int i = 0; i < size; i++) {
      target[offset + i] = (float) (deviation * draws.normal(i));
    }
  }

  /**
   * The one that suits an activation: LeCun for SELU, He for the one-sided ones, Glorot for the
   * others.
   */
  public static Initializer defaultFor(Activation a) {
    return switch (a) {
      case RELU, LEAKY_RELU, ELU, GELU, SILU -> HE_UNIFORM;
      case SELU -> LECUN_NORMAL;
      case LINEAR, TANH, SIGMOID, SOFTPLUS, SOFTMAX -> GLOROT_UNIFORM;
    };
  }

  /** The name on the command line and in a model file, such as {@code he-uniform}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The initializer of a name such as {@code he-uniform}; case does not matter, and {@code -} and
   * {@code _} are the same.
   *
   * @throws IllegalArgumentException if there is none of this name; the message lists them
   */
  public static Initializer parse(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Initializer i : values()) {
      if (i.id().equals(wanted)) {
        return i;
      }
    }
    String ids = Arrays.stream(values()).map(Initializer::id).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "unknown initializer \"%s\": choose one of %s".formatted(name, ids));
  }
}
