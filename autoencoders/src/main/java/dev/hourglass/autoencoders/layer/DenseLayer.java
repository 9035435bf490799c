package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.matmul;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Activation of x W + b: x (B, in), W (in, out), b (out).
 *
 * @param name unique in a model; its parameters are {@code NAME.weight} and {@code NAME.bias}
 * @param in length of an input row
 * @param out length of an output row
 * @param activation what is done to x W + b
 * @param init first values of W; a bias starts from zeros
 * @param bias whether there is a b
 * @param tiedTo the layer of shape (out, in) whose weight this one uses transposed instead of its
 *     own, or null
 */
public record DenseLayer(
    String name,
    int in,
    int out,
    Activation activation,
    Initializer init,
    boolean bias,
    @Nullable String tiedTo)
    implements Layer {

  public DenseLayer {
    if (in < 1 || out < 1) {
      throw new ShapeException(
          "layer %s: needs lengths of 1 or more, got %d to %d".formatted(name, in, out));
    }
    if (name.equals(tiedTo)) {
      throw new IllegalArgumentException("layer %s: cannot be tied to itself".formatted(name));
    }
  }

  /** Its own parameters: a tied layer has no weight. */
  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>();
    if (tiedTo == null) {
      specs.add(new ParameterSpec(weightName(name), Shape.of(in, out), init));
    }
    if (bias) {
      specs.add(new ParameterSpec(biasName(), Shape.of(out), Initializer.ZEROS));
    }
    return List.copyOf(specs);
  }

  /**
   * x W + b, (B, out), before the activation.
   *
   * @param x (B, in)
   * @throws ShapeException if x or a tied weight does not fit
   */
  public Tensor preactivation(Tensor x, ParameterLayout p) {
    if (x.shape().rank() != 2 || x.dim(1) != in) {
      throw new ShapeException(
          "layer %s: needs an input of shape (B, %d), got %s".formatted(name, in, x.shape()));
    }
    Tensor product =
        tiedTo == null
            ? matmul(x, p.view(weightName(name)))
            : matmul(x, false, tiedWeight(tiedTo, p), true);
    return bias ? add(product, p.view(biasName())) : product;
  }

  /** Activation of {@link #preactivation}, (B, out). */
  public Tensor apply(Tensor x, ParameterLayout p) {
    return activation.apply(preactivation(x, p));
  }

  @Override
  public Tensor apply(Tensor x, Pass pass) {
    return apply(x, pass.layout());
  }

  private Tensor tiedWeight(String other, ParameterLayout p) {
    Tensor weight = p.view(weightName(other));
    if (!weight.shape().equals(Shape.of(out, in))) {
      throw new ShapeException(
          "layer %s: tied to %s, whose weight must be [%d, %d], got %s"
              .formatted(name, other, out, in, weight.shape()));
    }
    return weight;
  }

  private static String weightName(String layer) {
    return layer + ".weight";
  }

  private String biasName() {
    return name + ".bias";
  }
}
