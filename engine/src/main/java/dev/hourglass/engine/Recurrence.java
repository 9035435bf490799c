package dev.hourglass.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recurrent layer in one direction: a cell that runs over all steps of a batch. {@link
 * RecurrentLayers} stacks them. Second derivatives are not offered: asking for them throws {@link
 * UnsupportedOperationException}.
 *
 * @param outputs (T, B, H) the hidden state after each step, in order of time
 * @param lastHidden (B, H) the hidden state after a row's last step
 * @param lastCell (B, H) the cell after a row's last step; null for a GRU
 */
public record Recurrence(Tensor outputs, Tensor lastHidden, @Nullable Tensor lastCell) {

  /**
   * A long short-term memory (Hochreiter and Schmidhuber, 1997; with the forget gate of Gers et
   * al., 2000), as PyTorch computes it: i, f, o = sigmoid, g = tanh of projected + h W + bias; c' =
   * f c + i g; h' = o tanh(c').
   *
   * @param projected (T, B, 4 H) the inputs' part of the gates i, f, g, o; where it is a broadcast
   *     along the steps it is read in place
   * @param weight (H, 4 H) the hidden state's weight, as PyTorch's weight_hh transposed
   * @param bias (4 H), as the sum of PyTorch's bias_ih and bias_hh
   * @param hidden (B, H) the initial hidden state
   * @param cell (B, H) the initial cell
   * @param lengths I32 (B) the steps of each row, from 0 to T; null where every row has T. Beyond
   *     its length a row's state stands still; a row number outside fails the run
   * @param reverse whether time runs from a row's last step to its first
   * @throws ShapeException if the shapes do not fit
   */
  public static Recurrence lstm(
      Tensor projected,
      Tensor weight,
      Tensor bias,
      Tensor hidden,
      Tensor cell,
      @Nullable Tensor lengths,
      boolean reverse) {
    check(Op.Cell.LSTM, projected, weight, bias, hidden, lengths);
    same("cell", cell, hidden.shape());
    return of(Op.Cell.LSTM, projected, List.of(weight, bias, hidden, cell), lengths, reverse);
  }

  /**
   * A gated recurrent unit (Cho et al., 2014), as PyTorch computes it, the reset gate after the
   * product: r, z = sigmoid of projected + h W + bias; n = tanh(projected + bias + r (h W +
   * newBias)); h' = (1 - z) n + z h.
   *
   * @param projected (T, B, 3 H) the inputs' part of the gates r, z, n
   * @param weight (H, 3 H) the hidden state's weight, as PyTorch's weight_hh transposed
   * @param bias (3 H), as the sum of PyTorch's biases but without the new gate's part of bias_hh
   * @param newBias (H) the hidden side's bias of n
   * @param hidden (B, H) the initial hidden state
   * @param lengths as for {@link #lstm}
   * @param reverse whether time runs from a row's last step to its first
   * @throws ShapeException if the shapes do not fit
   */
  public static Recurrence gru(
      Tensor projected,
      Tensor weight,
      Tensor bias,
      Tensor newBias,
      Tensor hidden,
      @Nullable Tensor lengths,
      boolean reverse) {
    check(Op.Cell.GRU, projected, weight, bias, hidden, lengths);
    same("newBias", newBias, Shape.of(hidden.dim(1)));
    return of(Op.Cell.GRU, projected, List.of(weight, bias, newBias, hidden), lengths, reverse);
  }

  private static Recurrence of(
      Op.Cell cell,
      Tensor projected,
      List<Tensor> others,
      @Nullable Tensor lengths,
      boolean reverse) {
    List<Tensor> inputs = new ArrayList<>(List.of(repeated(projected)));
    inputs.addAll(others);
    if (lengths != null) {
      inputs.add(lengths);
    }
    Op op = new Op.Recurrent(cell, projected.dim(0), reverse, lengths != null);
    RecurrenceLayout l = RecurrenceLayout.of(new Tensor(op, inputs, Shape.SCALAR, DType.F32));
    Tensor y = new Tensor(op, inputs, Shape.of(l.size()), DType.F32);
    int last = l.last() * l.state();
    return new Recurrence(
        part(y, l.outputs(), l.steps(), l.batch(), l.hidden()),
        part(y, last, l.batch(), l.hidden()),
        l.lstm() ? part(y, l.cells() + last, l.batch(), l.hidden()) : null);
  }

  /** What is repeated along the steps, where that is all the tensor is. */
  private static Tensor repeated(Tensor projected) {
    if (projected.op() instanceof Op.Broadcast) {
      Tensor x = projected.input(0);
      if (x.dim(1) == projected.dim(1) && x.dim(2) == projected.dim(2)) {
        return x;
      }
    }
    return projected;
  }

  /** The part of a flat tensor that begins at {@code start}, under a shape. */
  static Tensor part(Tensor flat, int start, int... dims) {
    int[] size = {Shape.of(dims).size()};
    return Tensors.reshape(Tensors.slice(flat, new int[] {start}, size), dims);
  }

  private static void check(
      Op.Cell cell,
      Tensor projected,
      Tensor weight,
      Tensor bias,
      Tensor hidden,
      @Nullable Tensor lengths) {
    if (projected.shape().rank() != 3 || hidden.shape().rank() != 2) {
      throw new ShapeException(
          "%s: needs projected inputs [steps, batch, %d hidden] and a state [batch, hidden], got %s and %s"
              .formatted(cell, cell.gates(), projected.shape(), hidden.shape()));
    }
    int width = cell.gates() * hidden.dim(1);
    same("projected", projected, Shape.of(projected.dim(0), hidden.dim(0), width));
    same("weight", weight, Shape.of(hidden.dim(1), width));
    same("bias", bias, Shape.of(width));
    same("hidden", hidden, hidden.shape());
    if (lengths != null
        && (lengths.type() != DType.I32 || !lengths.shape().equals(Shape.of(hidden.dim(0))))) {
      throw new ShapeException(
          "%s: lengths must be I32 [%d], got %s %s"
              .formatted(cell, hidden.dim(0), lengths.type(), lengths.shape()));
    }
  }

  private static void same(String what, Tensor t, Shape shape) {
    if (t.type() != DType.F32 || !t.shape().equals(shape)) {
      throw new ShapeException(
          "recurrence: %s must be F32 %s, got %s %s".formatted(what, shape, t.type(), t.shape()));
    }
  }
}
