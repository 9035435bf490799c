package dev.hourglass.autoencoders.scheme;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.min;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.sign;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Changes each number of a row by a little, so that the model errs as much as it can; the model
 * then learns to reconstruct the clean row from the changed one. Costs one more forward and
 * backward pass per gradient that the attack takes. Sizes are in the scale of the model, after
 * preprocessing.
 */
public sealed interface Adversary {
  /** Leaves rows alone. */
  Adversary NONE = new None();

  /**
   * The attacked x (B, D), of the same shape. No gradient of parameters passes through the attack.
   *
   * @param error the reconstruction error, rank 0, of an input (B, D)
   */
  Tensor attack(Tensor x, UnaryOperator<Tensor> error, Pass pass);

  /** As on the command line, such as {@code fgsm:0.1}. */
  String text();

  /** No attack. */
  record None() implements Adversary {
    @Override
    public Tensor attack(Tensor x, UnaryOperator<Tensor> error, Pass pass) {
      return x;
    }

    @Override
    public String text() {
      return "none";
    }
  }

  /**
   * One step of the given size in the direction of the gradient's signs (Goodfellow, Shlens and
   * Szegedy, 2015): x + size · sign(d error / dx).
   *
   * @param size the most that a number may change, above 0
   */
  record Fgsm(double size) implements Adversary {
    public Fgsm {
      requirePositive("the size of an attack", size);
    }

    @Override
    public Tensor attack(Tensor x, UnaryOperator<Tensor> error, Pass pass) {
      return add(x, mul(fill(size), direction(x, error)));
    }

    @Override
    public String text() {
      return "fgsm:" + size;
    }
  }

  /**
   * Several smaller steps from a random start, each kept within the given size of the row (Madry et
   * al., 2018); while the network only uses what it has learned, as in evaluation, the start is the
   * row itself.
   *
   * @param size the most that a number may change, above 0
   * @param step of each iteration, above 0
   * @param iterations 1 or more
   */
  record Pgd(double size, double step, int iterations) implements Adversary {
    private static final int MOST = 100;

    public Pgd {
      requirePositive("the size of an attack", size);
      requirePositive("the step of an attack", step);
      if (iterations < 1 || iterations > MOST) {
        throw new IllegalArgumentException(
            "an attack takes 1 to %d iterations, got %d".formatted(MOST, iterations));
      }
    }

    @Override
    public Tensor attack(Tensor x, UnaryOperator<Tensor> error, Pass pass) {
      Tensor low = sub(x, fill(size));
      Tensor high = add(x, fill(size));
      Tensor at = x;
      if (pass.isTraining()) {
        Tensor draw = sub(mul(fill(2), pass.uniform(x.shape().toArray())), fill(1));
        at = add(x, mul(fill(size), draw));
      }
      for (int i = 0; i < iterations; i++) {
        at = min(max(add(at, mul(fill(step), direction(at, error))), low), high);
      }
      return at;
    }

    @Override
    public String text() {
      return "pgd:%s:%s:%d".formatted(size, step, iterations);
    }
  }

  private static Tensor direction(Tensor x, UnaryOperator<Tensor> error) {
    return sign(Gradients.of(error.apply(x), List.of(x)).getFirst());
  }

  /**
   * The adversary of a text: {@code none}, {@code fgsm:SIZE} or {@code pgd:SIZE:STEP:ITERATIONS}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  static Adversary parse(String text) {
    String[] parts = text.strip().split(":", -1);
    try {
      if (parts.length == 1 && parts[0].equals("none")) {
        return NONE;
      }
      if (parts.length == 2 && parts[0].equals("fgsm")) {
        return new Fgsm(Double.parseDouble(parts[1]));
      }
      if (parts.length == 4 && parts[0].equals("pgd")) {
        return new Pgd(
            Double.parseDouble(parts[1]), Double.parseDouble(parts[2]), Integer.parseInt(parts[3]));
      }
    } catch (NumberFormatException e) {
      throw unknown(text);
    }
    throw unknown(text);
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "unknown adversary \"%s\": choose none, fgsm:SIZE or pgd:SIZE:STEP:ITERATIONS, such as pgd:0.1:0.02:5"
            .formatted(text));
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be above 0, got " + value);
    }
  }
}
