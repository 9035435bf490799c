package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op.UnaryFunction;
import dev.hourglass.engine.RecurrenceLayout;
import dev.hourglass.engine.compile.PointwiseSpec.Access;
import dev.hourglass.engine.compile.StepCode.Moving;
import dev.hourglass.engine.runtime.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell forward: at each step the hidden state times the weight, into where the gates are kept,
 * and then the gates' functions in place.
 */
final class RecurrenceForward extends RecurrenceKernel {
  private final Place to;
  private final Place projected;
  private final boolean repeated;
  private final Place bias;
  private final Place hidden;
  private final Place other; // an LSTM's initial cell, a GRU's hidden bias of the new gate
  private final TiledRows product;
  private final StepCode.Runner code;

  RecurrenceForward(
      RecurrenceLayout layout,
      List<Place> from,
      boolean repeated,
      @Nullable Place lengths,
      Place to,
      int parts) {
    super(layout, lengths, parts);
    this.to = to;
    this.projected = from.get(0);
    this.repeated = repeated;
    this.bias = from.get(2);
    this.hidden = from.get(layout.lstm() ? 3 : 4);
    this.other = from.get(layout.lstm() ? 4 : 3);
    this.product = new TiledRows(width, layout.gates() * width, from.get(1), parts);
    this.code = (layout.lstm() ? lstm() : gru()).runner(parts);
  }

  @Override
  public void refresh() {
    code.refresh();
  }

  @Override
  void rows(int part, int r0, int r1) {
    RecurrenceLayout l = layout;
    copyState(hidden, 0, to, l.first() * l.state(), r0, r1);
    if (l.lstm()) {
      copyState(other, 0, to, l.cells() + l.first() * l.state(), r0, r1);
    }
    product.pack(part);
    float[] y = to.memory().floats();
    int pitch = RecurrenceLayout.KEPT * width;
    for (int i = 0; i < l.steps(); i++) {
      int t = l.step(i);
      int before = to.offset() + l.before(t) * l.state() + r0 * width;
      int gates = to.offset() + l.kept() + t * RecurrenceLayout.KEPT * l.state() + r0 * pitch;
      product.run(part, r1 - r0, y, before, width, y, gates, pitch);
      markLive(t, r0, r1);
      code.run(part, t, r0, r1);
    }
  }

  private Moving kept(int gate) {
    return gate(to, layout.kept(), RecurrenceLayout.KEPT, gate);
  }

  private Moving projected(int gate) {
    Moving at = gate(projected, 0, layout.gates(), gate);
    return repeated ? new Moving(projected, at.start(), 0, at.pitch()) : at;
  }

  /** The inputs' part of a gate. */
  private int heard(StepCode c, int gate) {
    int b = c.operand(new Moving(bias, gate * width, 0, 1), Access.ROW);
    return add(c.functions(), c.operand(projected(gate)), b);
  }

  private Moving state(int start, boolean after) {
    return state(to, start, after ? layout.after(0) : layout.before(0));
  }

  private StepCode lstm() {
    StepCode c = new StepCode(width);
    Lowering f = c.functions();
    int[] gates = new int[4];
    for (int q = 0; q < 4; q++) {
      int sum = add(f, heard(c, q), c.operand(kept(q)));
      gates[q] = f.unary(q == 2 ? UnaryFunction.TANH : UnaryFunction.SIGMOID, sum);
    }
    int before = c.operand(state(layout.cells(), false));
    int cell = f.fma(gates[1], before, mul(f, gates[0], gates[2]));
    int h = mul(f, gates[3], f.unary(UnaryFunction.TANH, cell));
    int mask = liveOperand(c);
    if (mask >= 0) {
      cell = f.select(mask, cell, before);
      h = f.select(mask, h, c.operand(state(0, false)));
    }
    keep(c, gates);
    c.output(cell, state(layout.cells(), true));
    c.output(h, state(0, true));
    return c;
  }

  private StepCode gru() {
    StepCode c = new StepCode(width);
    Lowering f = c.functions();
    int r = f.unary(UnaryFunction.SIGMOID, add(f, heard(c, 0), c.operand(kept(0))));
    int z = f.unary(UnaryFunction.SIGMOID, add(f, heard(c, 1), c.operand(kept(1))));
    int side = add(f, c.operand(kept(2)), c.operand(fixed(other), Access.ROW));
    int n = f.unary(UnaryFunction.TANH, f.fma(r, side, heard(c, 2)));
    int before = c.operand(state(0, false));
    int h = f.fma(z, sub(f, before, n), n);
    int mask = liveOperand(c);
    keep(c, r, z, n, side);
    c.output(mask < 0 ? h : f.select(mask, h, before), state(0, true));
    return c;
  }

  private void keep(StepCode c, int... values) {
    for (int q = 0; q < values.length; q++) {
      c.output(values[q], kept(q));
    }
  }
}
