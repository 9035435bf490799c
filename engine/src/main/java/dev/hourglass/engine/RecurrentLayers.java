package dev.hourglass.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stacked recurrent layers in one or both directions, composed of {@link Recurrence}: the inputs of
 * all steps are projected by one product, and a layer reads what the layer below put out.
 *
 * {@snippet :
 * RecurrentLayers.Weights w = new RecurrentLayers.Weights(inputWeight, hiddenWeight, bias, null);
 * RecurrentLayers.Result r =
 *     RecurrentLayers.of(Op.Cell.LSTM, List.of(List.of(w))).lengths(lengths).apply(x);
 * }
 */
public final class RecurrentLayers {

  /**
   * The weights of one layer in one direction; I inputs, H hidden, G gates (4 in an LSTM, 3 in a
   * GRU).
   *
   * @param input (I, G H), as PyTorch's weight_ih transposed
   * @param hidden (H, G H), as PyTorch's weight_hh transposed
   * @param bias (G H), as the sum of PyTorch's bias_ih and bias_hh but, for a GRU, without the new
   *     gate's part of bias_hh; null for none
   * @param newBias (H), for a GRU the new gate's part of PyTorch's bias_hh; null for none
   */
  public record Weights(
      Tensor input, Tensor hidden, @Nullable Tensor bias, @Nullable Tensor newBias) {}

  /**
   * What comes out; D directions, L layers, layer by layer and forward before backward.
   *
   * @param outputs (T, B, D H) hidden states of the last layer, 0 beyond a row's length
   * @param lastHidden (L D, B, H)
   * @param lastCell (L D, B, H); null for a GRU
   */
  public record Result(Tensor outputs, Tensor lastHidden, @Nullable Tensor lastCell) {}

  private final Op.Cell cell;
  private final List<List<Weights>> layers;
  private final @Nullable Tensor lengths;
  private final @Nullable Tensor hidden;
  private final @Nullable Tensor cells;
  private final boolean backwards;

  private RecurrentLayers(
      Op.Cell cell,
      List<List<Weights>> layers,
      @Nullable Tensor lengths,
      @Nullable Tensor hidden,
      @Nullable Tensor cells,
      boolean backwards) {
    this.cell = cell;
    this.layers = layers;
    this.lengths = lengths;
    this.hidden = hidden;
    this.cells = cells;
    this.backwards = backwards;
  }

  /**
   * Layers from the lowest to the highest, each with the weights of its one direction (forward) or
   * of two (forward, backward).
   */
  public static RecurrentLayers of(Op.Cell cell, List<List<Weights>> layers) {
    if (layers.isEmpty() || layers.stream().anyMatch(d -> d.isEmpty() || d.size() > 2)) {
      throw new IllegalArgumentException(
          "recurrent layers: give one layer or more, each with the weights of 1 or 2 directions");
    }
    return new RecurrentLayers(cell, List.copyOf(layers), null, null, null, false);
  }

  /** With rows of different lengths: I32 (B), each from 0 to T. */
  public RecurrentLayers lengths(Tensor newLengths) {
    return new RecurrentLayers(cell, layers, newLengths, hidden, cells, backwards);
  }

  /**
   * With initial states (L D, B, H); zero without.
   *
   * @param newHidden null: zeros
   * @param newCells for an LSTM, null: zeros; null for a GRU
   */
  public RecurrentLayers initial(@Nullable Tensor newHidden, @Nullable Tensor newCells) {
    return new RecurrentLayers(cell, layers, lengths, newHidden, newCells, backwards);
  }

  /**
   * With time running from the last step to the first; outputs stay in order of time.
   *
   * @throws IllegalArgumentException if a layer has two directions
   */
  public RecurrentLayers backwards() {
    if (layers.stream().anyMatch(d -> d.size() > 1)) {
      throw new IllegalArgumentException(
          "recurrent layers: those of two directions cannot run backwards");
    }
    return new RecurrentLayers(cell, layers, lengths, hidden, cells, true);
  }

  /**
   * Runs over x.
   *
   * @param x (T, B, I); a broadcast of (1, B, I) is projected once for all steps
   * @throws ShapeException if the shapes do not fit
   */
  public Result apply(Tensor x) {
    if (x.shape().rank() != 3) {
      throw new ShapeException(
          "recurrent layers: x must be [steps, batch, inputs], got " + x.shape());
    }
    Tensor mask = lengths == null ? null : mask(lengths, x.dim(0));
    List<Tensor> hiddens = new ArrayList<>();
    List<Tensor> lastCells = new ArrayList<>();
    Tensor below = x;
    for (List<Weights> directions : layers) {
      List<Tensor> sides = new ArrayList<>();
      for (int d = 0; d < directions.size(); d++) {
        Recurrence r = direction(below, directions.get(d), hiddens.size(), backwards || d == 1);
        Tensor zero = Tensors.fill(0);
        sides.add(mask == null ? r.outputs() : Tensors.select(mask, r.outputs(), zero));
        hiddens.add(first(r.lastHidden()));
        if (r.lastCell() != null) {
          lastCells.add(first(r.lastCell()));
        }
      }
      below = Tensors.concat(2, sides);
    }
    return new Result(
        below,
        Tensors.concat(0, hiddens),
        lastCells.isEmpty() ? null : Tensors.concat(0, lastCells));
  }

  private Recurrence direction(Tensor x, Weights w, int index, boolean reverse) {
    Tensor projected = project(x, w);
    int width = w.hidden().dim(0);
    Tensor bias = w.bias() == null ? Tensors.fill(0, cell.gates() * width) : w.bias();
    Tensor h = state(hidden, index, x.dim(1), width);
    if (cell == Op.Cell.LSTM) {
      Tensor c = state(cells, index, x.dim(1), width);
      return Recurrence.lstm(projected, w.hidden(), bias, h, c, lengths, reverse);
    }
    Tensor newBias = w.newBias() == null ? Tensors.fill(0, width) : w.newBias();
    return Recurrence.gru(projected, w.hidden(), bias, newBias, h, lengths, reverse);
  }

  /** (T, B, G H); repeated along the steps where x is. */
  private static Tensor project(Tensor x, Weights w) {
    Tensor once = x.op() instanceof Op.Broadcast && x.input(0).dim(0) == 1 ? x.input(0) : x;
    boolean repeated = once != x && once.dim(1) == x.dim(1) && once.dim(2) == x.dim(2);
    Tensor inputs = repeated ? once : x;
    int rows = inputs.dim(0) * inputs.dim(1);
    Tensor y = Tensors.matmul(Tensors.reshape(inputs, rows, x.dim(2)), w.input());
    int width = w.input().dim(1);
    Tensor all = Tensors.reshape(y, inputs.dim(0), inputs.dim(1), width);
    return Tensors.broadcast(all, Shape.of(x.dim(0), x.dim(1), width));
  }

  private static Tensor state(@Nullable Tensor all, int index, int batch, int width) {
    if (all == null) {
      return Tensors.fill(0, batch, width);
    }
    int[] starts = {index, 0, 0};
    return Tensors.reshape(Tensors.slice(all, starts, new int[] {1, batch, width}), batch, width);
  }

  private static Tensor first(Tensor state) {
    return Tensors.reshape(state, 1, state.dim(0), state.dim(1));
  }

  /** (T, B, 1): 1 where the step is one of the row's. */
  private static Tensor mask(Tensor lengths, int steps) {
    NDArray counts = NDArray.zeros(Shape.of(steps + 1));
    NDArray times = NDArray.zeros(Shape.of(steps, 1));
    for (int i = 0; i <= steps; i++) {
      counts.data()[i] = i;
      if (i < steps) {
        times.data()[i] = i;
      }
    }
    int batch = lengths.dim(0);
    Tensor ends = Tensors.reshape(Tensors.gather(Tensors.constant(counts), lengths), 1, batch);
    Tensor live = Tensors.lt(Tensors.constant(times), ends);
    return Tensors.reshape(live, steps, batch, 1);
  }
}
