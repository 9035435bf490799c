package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.broadcast;
import static dev.hourglass.engine.Tensors.concat;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.floor;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.min;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.slice;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Embedding;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.Layer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The layers of a {@link MixedAutoencoder}: indices become embeddings, dense layers with ReLU lead
 * to a code and back, and one linear layer gives what the heads need.
 *
 * <p>Legend: B rows, D numbers of a row, H = D + the values of all indices.
 */
final class MixedNetwork {
  /**
   * The parameter (D) with the logarithms of the variances of numbers, and the spreads of counts.
   */
  static final String VARIANCES = "variances";

  /** The parameter (H) that is added to what the heads get. */
  static final String BIASES = "heads.bias";

  private final MixedLayout rows;
  private final List<Embedding> embeddings = new ArrayList<>();
  private final List<DenseLayer> layers = new ArrayList<>();
  private final ParameterLayout layout;

  MixedNetwork(MixedLayout rows, MixedOptions options) {
    this.rows = rows;
    int in = rows.width();
    int out = rows.width();
    for (Column index : rows.of(Kind.INDEX)) {
      String name = "embedding." + index.offset();
      embeddings.add(new Embedding(name, index.cardinality(), options.embedding()));
      in = Math.addExact(in, options.embedding() - 1);
      out = Math.addExact(out, index.cardinality());
    }
    build(in, options.widths(), out);
    List<ParameterSpec> parameters = new ArrayList<>();
    embeddings.forEach(e -> parameters.addAll(e.parameters()));
    layers.forEach(l -> parameters.addAll(((Layer) l).parameters()));
    parameters.add(new ParameterSpec(VARIANCES, Shape.of(rows.width()), Initializer.ZEROS));
    layout = ParameterLayout.of(parameters);
  }

  private void build(int in, List<Integer> widths, int out) {
    int from = in;
    for (int i = 0; i < widths.size(); i++) {
      boolean code = i == widths.size() - 1;
      layers.add(layer("encoder." + i, from, widths.get(i), !code));
      from = widths.get(i);
    }
    for (int i = widths.size() - 2; i >= 0; i--) {
      layers.add(layer("decoder." + (widths.size() - 2 - i), from, widths.get(i), true));
      from = widths.get(i);
    }
    layers.add(layer("heads", from, out, false));
  }

  private static DenseLayer layer(String name, int in, int out, boolean hidden) {
    return hidden
        ? new DenseLayer(name, in, out, Activation.RELU, Initializer.HE_UNIFORM, true, null)
        : new DenseLayer(name, in, out, Activation.LINEAR, Initializer.GLOROT_UNIFORM, true, null);
  }

  MixedLayout rows() {
    return rows;
  }

  ParameterLayout layout() {
    return layout;
  }

  /** The parameter {@link #VARIANCES}, (D). */
  Tensor variances() {
    return layout.view(VARIANCES);
  }

  /**
   * What the heads need, (B, H): a number for each of a row, then for each index one for each
   * value.
   *
   * @param scaled rows (B, D) of about mean 0 and variance 1
   * @param raw the same as they are in the data
   * @param seen 1 for numbers that the encoder sees, 0 for others, (B, D) or a shape that repeats
   *     to it
   */
  Tensor heads(Tensor scaled, Tensor raw, Tensor seen) {
    Tensor h = embedded(mul(scaled, seen), raw, broadcast(seen, scaled.shape()));
    for (DenseLayer layer : layers) {
      h = layer.apply(h, layout);
    }
    return h;
  }

  private Tensor embedded(Tensor scaled, Tensor raw, Tensor seen) {
    List<Column> indices = rows.of(Kind.INDEX);
    if (indices.isEmpty()) {
      return scaled;
    }
    List<Tensor> parts = new ArrayList<>();
    Pass pass = Pass.inference(layout, Optional.empty());
    int done = 0;
    for (int i = 0; i < indices.size(); i++) {
      Column index = indices.get(i);
      if (index.offset() > done) {
        parts.add(part(scaled, done, index.offset() - done));
      }
      Tensor found = embeddings.get(i).apply(value(raw, index), pass);
      Tensor vector = reshape(found, found.dim(0), found.dim(2));
      parts.add(mul(vector, part(seen, index.offset(), 1)));
      done = index.offset() + 1;
    }
    if (done < rows.width()) {
      parts.add(part(scaled, done, rows.width() - done));
    }
    return concat(1, parts);
  }

  /** The value of an index, a whole number within its range, (B, 1). */
  static Tensor value(Tensor raw, Column index) {
    Tensor whole = floor(add(part(raw, index.offset(), 1), fill(0.5)));
    return max(fill(0), min(fill(index.cardinality() - 1), whole));
  }

  /** Some columns of a matrix. */
  static Tensor part(Tensor matrix, int from, int width) {
    return slice(matrix, new int[] {0, from}, new int[] {matrix.dim(0), width});
  }
}
