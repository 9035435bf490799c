package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op.UnaryFunction;
import dev.hourglass.engine.RecurrenceLayout;
import dev.hourglass.engine.compile.StepCode.Moving;
import dev.hourglass.engine.runtime.Place;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell backward: at each step, from the last, the derivatives by the gates, and those times the
 * transposed weight, which is the derivative by the hidden state before. What reaches that state
 * otherwise (a GRU's update gate, a row that stood still) is carried beside.
 */
final class RecurrenceBackward extends RecurrenceKernel {
  private final Place to;
  private final Place y;
  private final @Nullable Place outputs;
  private final Place lastHidden;
  private final Place lastCell;
  private final Place dh; // through the weight
  private final @Nullable Place carried;
  private final TiledRows product;
  private final StepCode.Runner code;

  RecurrenceBackward(
      RecurrenceLayout layout,
      List<Place> from,
      boolean outputs,
      @Nullable Place lengths,
      Place to,
      int parts) {
    super(layout, lengths, parts);
    this.to = to;
    this.y = from.get(0);
    this.outputs = outputs ? from.get(2) : null;
    this.lastHidden = from.get(outputs ? 3 : 2);
    this.lastCell = layout.lstm() ? from.get(outputs ? 4 : 3) : lastHidden;
    this.dh = room(layout.state());
    this.carried = layout.lstm() && lengths == null ? null : room(layout.state());
    this.product = new TiledRows(layout.gates() * width, width, from.get(1), parts);
    this.code = (layout.lstm() ? lstm() : gru()).runner(parts);
  }

  @Override
  public void refresh() {
    code.refresh();
  }

  @Override
  void rows(int part, int r0, int r1) {
    RecurrenceLayout l = layout;
    copyState(lastHidden, 0, dh, 0, r0, r1);
    if (l.lstm()) {
      copyState(lastCell, 0, to, l.initialCell(), r0, r1);
    }
    if (carried != null) {
      Arrays.fill(carried.memory().floats(), r0 * width, r1 * width, 0f);
    }
    int columns = l.gates() * width;
    float[] d = to.memory().floats();
    int sums = to.offset() + l.sums();
    Arrays.fill(d, sums + r0 * columns, sums + r1 * columns, 0f);
    product.pack(part);
    for (int i = l.steps() - 1; i >= 0; i--) {
      int t = l.step(i);
      markLive(t, r0, r1);
      code.run(part, t, r0, r1);
      int gates = to.offset() + l.hiddenGates() + t * l.gates() * l.state() + r0 * columns;
      product.run(part, r1 - r0, d, gates, columns, dh.memory().floats(), r0 * width, width);
    }
    copyState(dh, 0, to, l.initialHidden(), r0, r1);
    if (carried != null) {
      int begin = to.offset() + l.initialHidden();
      for (int j = r0 * width; j < r1 * width; j++) {
        d[begin + j] += carried.memory().floats()[j];
      }
    }
  }

  private Moving kept(int gate) {
    return gate(y, layout.kept(), RecurrenceLayout.KEPT, gate);
  }

  private Moving state(int start, boolean after) {
    return state(y, start, after ? layout.after(0) : layout.before(0));
  }

  /** All that is known of d(hidden state after the step). */
  private int arriving(StepCode c) {
    Lowering f = c.functions();
    int sum = c.operand(fixed(dh));
    if (carried != null) {
      sum = add(f, sum, c.operand(fixed(carried)));
    }
    if (outputs != null) {
      sum = add(f, sum, c.operand(new Moving(outputs, 0, layout.state(), 1)));
    }
    return sum;
  }

  private StepCode lstm() {
    StepCode c = new StepCode(width);
    Lowering f = c.functions();
    int i = c.operand(kept(0));
    int forget = c.operand(kept(1));
    int g = c.operand(kept(2));
    int o = c.operand(kept(3));
    int arriving = arriving(c);
    int tanh = f.unary(UnaryFunction.TANH, c.operand(state(layout.cells(), true)));
    int known = c.operand(cell());
    int slope = mul(f, mul(f, arriving, o), rest(f, mul(f, tanh, tanh)));
    int dc = add(f, known, slope);
    int before = c.operand(state(layout.cells(), false));
    int mask = liveOperand(c);
    int[] d = {
      mul(f, mul(f, dc, g), mul(f, i, rest(f, i))),
      mul(f, mul(f, dc, before), mul(f, forget, rest(f, forget))),
      mul(f, mul(f, dc, i), rest(f, mul(f, g, g))),
      mul(f, mul(f, arriving, tanh), mul(f, o, rest(f, o)))
    };
    for (int q = 0; q < 4; q++) {
      gradient(c, masked(f, mask, d[q], f.constant(0)), q);
    }
    c.output(masked(f, mask, mul(f, dc, forget), known), cell());
    if (carried != null) {
      c.output(masked(f, mask, f.constant(0), arriving), fixed(carried));
    }
    return c;
  }

  private StepCode gru() {
    StepCode c = new StepCode(width);
    Lowering f = c.functions();
    int r = c.operand(kept(0));
    int z = c.operand(kept(1));
    int n = c.operand(kept(2));
    int side = c.operand(kept(3));
    int arriving = arriving(c);
    int before = c.operand(state(0, false));
    int mask = liveOperand(c);
    int dn = mul(f, mul(f, arriving, rest(f, z)), rest(f, mul(f, n, n)));
    int dr = mul(f, mul(f, dn, side), mul(f, r, rest(f, r)));
    int dz = mul(f, mul(f, arriving, sub(f, before, n)), mul(f, z, rest(f, z)));
    int[] d = {dr, dz, dn, mul(f, dn, r)};
    for (int q = 0; q < 4; q++) {
      d[q] = masked(f, mask, d[q], f.constant(0));
    }
    for (int q = 0; q < 3; q++) {
      gradient(c, d[q], q);
      c.output(d[q == 2 ? 3 : q], gate(to, layout.hiddenGates(), 3, q));
    }
    if (carried != null) {
      c.output(masked(f, mask, mul(f, arriving, z), arriving), fixed(carried));
    }
    return c;
  }

  /** d(cell), where in the end that by the initial cell is wanted. */
  private Moving cell() {
    return new Moving(to, layout.initialCell(), 0, 1);
  }

  /** d(gate) and its sum over the steps. */
  private void gradient(StepCode c, int value, int gate) {
    c.output(value, gate(to, 0, layout.gates(), gate));
    Moving sum = new Moving(to, layout.sums() + gate * width, 0, layout.gates());
    c.output(add(c.functions(), c.operand(sum), value), sum);
  }

  private static int masked(Lowering f, int mask, int live, int otherwise) {
    return mask < 0 ? live : f.select(mask, live, otherwise);
  }

  private static int rest(Lowering f, int x) {
    return sub(f, f.constant(1), x);
  }
}
