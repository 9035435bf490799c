package dev.hourglass.engine;

/**
 * Where the parts of a recurrence's flat outputs begin. B rows, H numbers of hidden state, T steps,
 * G gates.
 *
 * <p>Forward: hidden states (T+1, B, H), for an LSTM cells (T+1, B, H), then four blocks of columns
 * that the derivative needs (T, B, 4 H): an LSTM's i, f, g, o; a GRU's r, z, n and its new gate's
 * hidden part. States stand in order of time, the initial one before the first, or after the last
 * where time runs backwards.
 *
 * <p>Backward: d(gates) (T, B, G H), for a GRU the same by the hidden side's gates (T, B, G H), the
 * sum of d(gates) over all steps (B, G H), d(initial hidden) (B, H), for an LSTM d(initial cell)
 * (B, H).
 */
public record RecurrenceLayout(Op.Recurrent op, int batch, int hidden) {
  /** Blocks of H columns that are kept for the derivative. */
  public static final int KEPT = 4;

  /** The layout of a {@link Op.Recurrent} tensor. */
  public static RecurrenceLayout of(Tensor recurrent) {
    Op.Recurrent op = (Op.Recurrent) recurrent.op();
    Tensor initial = recurrent.input(op.cell() == Op.Cell.LSTM ? 3 : 4);
    return new RecurrenceLayout(op, initial.dim(0), initial.dim(1));
  }

  public int steps() {
    return op.steps();
  }

  public int gates() {
    return op.cell().gates();
  }

  /** Numbers in a state of all rows. */
  public int state() {
    return batch * hidden;
  }

  public boolean lstm() {
    return op.cell() == Op.Cell.LSTM;
  }

  /** The slot of the state before step t. */
  public int before(int t) {
    return op.reverse() ? t + 1 : t;
  }

  /** The slot of the state after step t. */
  public int after(int t) {
    return op.reverse() ? t : t + 1;
  }

  /** The step that comes i-th. */
  public int step(int i) {
    return op.reverse() ? steps() - 1 - i : i;
  }

  /** The slot of the initial state. */
  public int first() {
    return before(step(0));
  }

  /** The slot of the last state. */
  public int last() {
    return after(step(steps() - 1));
  }

  /** Where the hidden states after each step begin. */
  public int outputs() {
    return after(0) * state();
  }

  public int cells() {
    return (steps() + 1) * state();
  }

  /** Where the blocks kept for the derivative begin. */
  public int kept() {
    return (lstm() ? 2 : 1) * (steps() + 1) * state();
  }

  /** Numbers in the output. */
  public int size() {
    return Math.addExact(kept(), Math.multiplyExact(steps() * KEPT, state()));
  }

  /** Numbers in the gates of all steps. */
  public int allGates() {
    return steps() * gates() * state();
  }

  /** Where, in the backward output, the derivatives by the hidden side's gates begin. */
  public int hiddenGates() {
    return lstm() ? 0 : allGates();
  }

  /** Where the sums of d(gates) over all steps begin. */
  public int sums() {
    return hiddenGates() + allGates();
  }

  public int initialHidden() {
    return sums() + gates() * state();
  }

  public int initialCell() {
    return initialHidden() + state();
  }

  /** Numbers in the backward output. */
  public int gradientSize() {
    return initialCell() + (lstm() ? state() : 0);
  }
}
