package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Op.Cell;
import dev.hourglass.engine.RecurrentLayers;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stacked LSTM or GRU layers over sequences, time first: x (T, B, in) to hidden states (T, B, D H)
 * of the last layer, D directions. Its parameters are those of {@link RecurrentLayers.Weights}, for
 * layer 0 and forward {@code NAME.0.input}, {@code NAME.0.hidden}, {@code NAME.0.bias} and, in a
 * GRU, {@code NAME.0.new_bias}; backward {@code NAME.0.back.input} and so on.
 *
 * @param name unique in a model
 * @param cell of every layer
 * @param in numbers of a step
 * @param hidden H, numbers of a layer's state
 * @param layers how many lie on top of each other
 * @param bidirectional whether each layer also reads the sequence from its end
 */
public record RecurrentLayer(
    String name, Cell cell, int in, int hidden, int layers, boolean bidirectional)
    implements Layer {

  public RecurrentLayer {
    if (in < 1 || hidden < 1 || layers < 1) {
      throw new IllegalArgumentException(
          "layer %s: inputs, hidden numbers and layers must be 1 or more, got %d, %d and %d"
              .formatted(name, in, hidden, layers));
    }
  }

  /** Length of an output step: H, in both directions 2 H. */
  public int out() {
    return (bidirectional ? 2 : 1) * hidden;
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> specs = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      int inputs = layer == 0 ? in : out();
      for (String side : sides(layer)) {
        Shape bias = Shape.of(cell.gates() * hidden);
        specs.add(
            new ParameterSpec(
                side + ".input",
                Shape.of(inputs, cell.gates() * hidden),
                Initializer.GLOROT_UNIFORM));
        specs.add(
            new ParameterSpec(
                side + ".hidden", Shape.of(hidden, cell.gates() * hidden), Initializer.ORTHOGONAL));
        specs.add(new ParameterSpec(side + ".bias", bias, Initializer.ZEROS));
        if (cell == Cell.GRU) {
          specs.add(new ParameterSpec(side + ".new_bias", Shape.of(hidden), Initializer.ZEROS));
        }
      }
    }
    return List.copyOf(specs);
  }

  private List<String> sides(int layer) {
    String forward = name + "." + layer;
    return bidirectional ? List.of(forward, forward + ".back") : List.of(forward);
  }

  @Override
  public Tensor apply(Tensor x, Pass pass) {
    return run(x, null, null, false, pass).outputs();
  }

  /**
   * Outputs and last states.
   *
   * @param x (T, B, in)
   * @param initialHidden (layers D, B, H); null: zeros
   * @param initialCell of the same shape, in an LSTM; null: zeros
   * @param backwards whether time runs from the last step to the first, in one direction only
   */
  public RecurrentLayers.Result run(
      Tensor x,
      @Nullable Tensor initialHidden,
      @Nullable Tensor initialCell,
      boolean backwards,
      Pass pass) {
    List<List<RecurrentLayers.Weights>> weights = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      weights.add(sides(layer).stream().map(side -> weights(side, pass)).toList());
    }
    RecurrentLayers stack = RecurrentLayers.of(cell, weights);
    if (backwards) {
      stack = stack.backwards();
    }
    return initialHidden == null && initialCell == null
        ? stack.apply(x)
        : stack.initial(initialHidden, initialCell).apply(x);
  }

  private RecurrentLayers.Weights weights(String side, Pass pass) {
    return new RecurrentLayers.Weights(
        pass.parameter(side + ".input"),
        pass.parameter(side + ".hidden"),
        pass.parameter(side + ".bias"),
        cell == Cell.GRU ? pass.parameter(side + ".new_bias") : null);
  }
}
