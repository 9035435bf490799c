package dev.hourglass.engine;

import dev.hourglass.engine.Op.BinaryFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of a recurrence. What is known of the loss by its flat output is a sum of padded
 * parts, one for each view that was taken of it; they are told apart here, so that no such padding
 * is ever computed.
 */
final class RecurrenceGradients {
  private final RecurrenceLayout layout;
  private @Nullable Tensor outputs;
  private @Nullable Tensor lastHidden;
  private @Nullable Tensor lastCell;

  private RecurrenceGradients(RecurrenceLayout layout) {
    this.layout = layout;
  }

  /** d(loss)/d(it) for each F32 input of the recurrence y. */
  static List<Tensor> of(Op.Recurrent op, Tensor y, Tensor dy) {
    RecurrenceLayout l = RecurrenceLayout.of(y);
    RecurrenceGradients known = new RecurrenceGradients(l);
    known.take(dy);
    Tensor d = known.backward(op, y);
    int gatesWidth = l.gates() * l.hidden();
    Tensor gates = Recurrence.part(d, 0, l.steps(), l.batch(), gatesWidth);
    Tensor sums = Recurrence.part(d, l.sums(), 1, l.batch(), gatesWidth);
    Tensor projected = y.input(0).dim(0) == l.steps() ? gates : sums;
    Tensor bias = Tensors.reshape(Tensors.sum(sums, 1), gatesWidth);
    Tensor before = Recurrence.part(y, l.before(0) * l.state(), l.steps() * l.batch(), l.hidden());
    Tensor hiddenGates = Recurrence.part(d, l.hiddenGates(), l.steps() * l.batch(), gatesWidth);
    Tensor weight = Tensors.matmul(before, true, hiddenGates, false);
    Tensor hidden = Recurrence.part(d, l.initialHidden(), l.batch(), l.hidden());
    if (l.lstm()) {
      Tensor cell = Recurrence.part(d, l.initialCell(), l.batch(), l.hidden());
      return List.of(projected, weight, bias, hidden, cell);
    }
    return List.of(projected, weight, bias, newBias(l, hiddenGates), hidden);
  }

  private static Tensor newBias(RecurrenceLayout l, Tensor hiddenGates) {
    int[] sizes = {hiddenGates.dim(0), l.hidden()};
    Tensor block = Tensors.slice(hiddenGates, new int[] {0, 2 * l.hidden()}, sizes);
    return Tensors.reshape(Tensors.sum(block, 0), l.hidden());
  }

  static UnsupportedOperationException noSecondDerivative() {
    return new UnsupportedOperationException(
        "a recurrence (LSTM or GRU) has no second derivative: leave it out of gradient penalties");
  }

  private Tensor backward(Op.Recurrent op, Tensor y) {
    RecurrenceLayout l = layout;
    List<Tensor> inputs = new ArrayList<>(List.of(y, Tensors.transpose(y.input(1), 1, 0)));
    if (outputs != null) {
      inputs.add(outputs);
    }
    Tensor zero = Tensors.fill(0, l.batch(), l.hidden());
    inputs.add(lastHidden == null ? zero : lastHidden);
    if (l.lstm()) {
      inputs.add(lastCell == null ? zero : lastCell);
    }
    if (op.lengths()) {
      inputs.add(y.inputs().getLast());
    }
    Op gradient = new Op.RecurrentGradient(op, outputs != null);
    return new Tensor(gradient, inputs, Shape.of(l.gradientSize()), DType.F32);
  }

  private void take(Tensor dy) {
    if (dy.op() instanceof Op.Binary(var f) && f == BinaryFunction.ADD) {
      take(dy.input(0));
      take(dy.input(1));
    } else if (dy.op() instanceof Op.Pad(var before)) {
      part(before.getFirst(), dy.input(0));
    } else {
      throw noSecondDerivative();
    }
  }

  /** The part of the flat output that begins at {@code start} has derivative {@code dx}. */
  private void part(int start, Tensor dx) {
    int size = dx.dim(0);
    int begin = layout.outputs();
    int end = begin + layout.steps() * layout.state();
    if (size == layout.state() && start == layout.last() * layout.state()) {
      lastHidden = sum(lastHidden, state(dx));
    } else if (layout.lstm()
        && size == layout.state()
        && start == layout.cells() + layout.last() * layout.state()) {
      lastCell = sum(lastCell, state(dx));
    } else if (start >= begin && start + size <= end) {
      Tensor all = Tensors.pad(dx, new int[] {start - begin}, new int[] {end - start - size});
      outputs = sum(outputs, Tensors.reshape(all, layout.steps(), layout.batch(), layout.hidden()));
    } else {
      throw noSecondDerivative();
    }
  }

  private Tensor state(Tensor dx) {
    return Tensors.reshape(dx, layout.batch(), layout.hidden());
  }

  private static Tensor sum(@Nullable Tensor a, Tensor b) {
    return a == null ? b : Tensors.add(a, b);
  }
}
