package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.List;

/**
 * A learned row for each of a set of names, such as categories or words: whole numbers (B, K) from
 * 0 to {@code count - 1} become (B, K, {@code width}). Its parameter {@code NAME.weight} (count,
 * width) starts standard normal, as in PyTorch; its gradient adds up the rows of equal names in
 * order of the batch.
 *
 * @param count how many names there are, 1 or more
 * @param width of a name's row, 1 or more
 */
public record Embedding(String name, int count, int width) implements Layer {

  /**
   * @throws IllegalArgumentException if count or width are out of range
   */
  public Embedding {
    if (count < 1 || width < 1) {
      throw new IllegalArgumentException(
          "layer %s: needs a name and a number or more, got %d names of %d numbers"
              .formatted(name, count, width));
    }
  }

  @Override
  public List<ParameterSpec> parameters() {
    Fans one = new Fans(1, width); // a name is read alone, so its numbers have variance 1
    return List.of(
        new ParameterSpec(name + ".weight", Shape.of(count, width), Initializer.LECUN_NORMAL, one));
  }

  /**
   * A number that is not whole, or names nothing, fails the run with {@link
   * IndexOutOfBoundsException}.
   *
   * @param names (B, K)
   * @throws ShapeException if the names are no matrix
   */
  @Override
  public Tensor apply(Tensor names, Pass pass) {
    if (names.shape().rank() != 2) {
      throw new ShapeException("layer %s: needs (B, K), got %s".formatted(name, names.shape()));
    }
    Tensor rows = Tensors.rowNumbers(Tensors.reshape(names, names.shape().size()));
    Tensor found = Tensors.gather(pass.parameter(name + ".weight"), rows);
    return Tensors.reshape(found, names.dim(0), names.dim(1), width);
  }
}
