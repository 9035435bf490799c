package dev.hourglass.autoencoders.denoising;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.lt;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.min;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.select;

import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Optional;

/** A way to damage rows; each number is damaged by itself, each time anew. */
public sealed interface Noise {
  /** The text of no noise. */
  String NONE = "none";

  /** A damaged copy of x (B, D), of the same shape. */
  Tensor apply(Tensor x, Pass pass);

  /** As on the command line and in a model file, such as {@code gaussian:0.4}. */
  String text();

  /**
   * Adds a normal draw to each number.
   *
   * @param deviation above 0
   * @param clipped whether the sum is kept within [0, 1], as for pictures
   */
  record Gaussian(double deviation, boolean clipped) implements Noise {
    public Gaussian {
      if (!(deviation > 0) || Double.isInfinite(deviation)) {
        throw new IllegalArgumentException(
            "gaussian noise needs a standard deviation above 0, got " + deviation);
      }
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
      Tensor noisy = add(x, mul(fill(deviation), pass.normal(x.shape().toArray())));
      return clipped ? min(max(noisy, fill(0)), fill(1)) : noisy;
    }

    @Override
    public String text() {
      return "gaussian:" + deviation + (clipped ? ":clip" : "");
    }
  }

  /**
   * Sets a number to 0 with this probability.
   *
   * @param share in (0, 1)
   */
  record Masking(double share) implements Noise {
    public Masking {
      requireShare("masking", share);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
      return select(lt(pass.uniform(x.shape().toArray()), fill(share)), fill(0), x);
    }

    @Override
    public String text() {
      return "masking:" + share;
    }
  }

  /**
   * Sets a number to 0 or to 1, each with half this probability.
   *
   * @param share in (0, 1)
   */
  record SaltAndPepper(double share) implements Noise {
    public SaltAndPepper {
      requireShare("salt-and-pepper", share);
    }

    @Override
    public Tensor apply(Tensor x, Pass pass) {
      Tensor u = pass.uniform(x.shape().toArray());
      Tensor grain = lt(u, fill(share / 2)); // 1 for salt, 0 for pepper
      return select(lt(u, fill(share)), grain, x);
    }

    @Override
    public String text() {
      return "salt-and-pepper:" + share;
    }
  }

  /**
   * The noise of a text such as {@code gaussian:0.4}, {@code gaussian:0.4:clip}, {@code
   * masking:0.3} or {@code salt-and-pepper:0.2}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Noise parse(String text) {
    List<String> parts = List.of(text.strip().split(":", -1));
    boolean clipped = parts.size() == 3 && parts.get(2).equals("clip");
    if (parts.size() == 2 || (clipped && parts.getFirst().equals("gaussian"))) {
      double size = number(text, parts.get(1));
      switch (parts.getFirst()) {
        case "gaussian" -> {
          return new Gaussian(size, clipped);
        }
        case "masking" -> {
          return new Masking(size);
        }
        case "salt-and-pepper" -> {
          return new SaltAndPepper(size);
        }
        default -> {}
      }
    }
    throw unknown(text);
  }

  /**
   * The noise of a text, or none.
   *
   * @throws IllegalArgumentException if it is neither {@value #NONE} nor what {@link #parse} takes
   */
  static Optional<Noise> parseOptional(String text) {
    return text.strip().equals(NONE) ? Optional.empty() : Optional.of(parse(text));
  }

  /** The text that {@link #parseOptional} takes. */
  static String text(Optional<Noise> noise) {
    return noise.map(Noise::text).orElse(NONE);
  }

  private static double number(String text, String number) {
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw unknown(text);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "unknown noise \"%s\": choose gaussian:DEVIATION, gaussian:DEVIATION:clip (into [0, 1]), masking:SHARE or salt-and-pepper:SHARE"
            .formatted(text));
  }

  private static void requireShare(String noise, double share) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          noise + " noise needs a share between 0 and 1, got " + share);
    }
  }
}
