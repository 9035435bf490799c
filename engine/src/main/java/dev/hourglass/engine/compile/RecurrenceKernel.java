package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Op.BinaryFunction;
import dev.hourglass.engine.RecurrenceLayout;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.compile.PointwiseSpec.Access;
import dev.hourglass.engine.compile.StepCode.Moving;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Memory;
import dev.hourglass.engine.runtime.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell over all steps, forward or backward. The rows of a batch know nothing of each
 * other, so each thread takes its rows from the first step to the last, and nobody waits.
 */
abstract class RecurrenceKernel implements Kernel {
  final RecurrenceLayout layout;
  final int width; // H
  final int parts;

  /** 1 for each row to which the current step belongs, else 0; null where all have all steps. */
  final @Nullable Place live;

  private final @Nullable Place lengths;

  RecurrenceKernel(RecurrenceLayout layout, @Nullable Place lengths, int parts) {
    this.layout = layout;
    this.width = layout.hidden();
    this.parts = parts;
    this.lengths = lengths;
    this.live = lengths == null ? null : room(layout.batch());
  }

  /** The kernel of a recurrence or of its gradient. */
  static RecurrenceKernel of(Tensor t, List<Place> from, Place to, int parts) {
    return switch (t.op()) {
      case Op.Recurrent r -> {
        Place lengths = r.lengths() ? from.getLast() : null;
        boolean repeated = t.input(0).dim(0) < r.steps();
        yield new RecurrenceForward(RecurrenceLayout.of(t), from, repeated, lengths, to, parts);
      }
      case Op.RecurrentGradient g -> {
        Place lengths = g.of().lengths() ? from.getLast() : null;
        yield new RecurrenceBackward(
            RecurrenceLayout.of(t.input(0)), from, g.outputs(), lengths, to, parts);
      }
      default -> throw new IllegalStateException("not a recurrence: " + t);
    };
  }

  static Place room(int size) {
    return new Place(Memory.of(Species.room(size)), 0, size);
  }

  @Override
  public final void run(int part, int members) {
    int unit = Tiles.ROWS;
    int units = (layout.batch() + unit - 1) / unit;
    int r0 = Kernel.start(units, part, members) * unit;
    int r1 = Math.min(layout.batch(), Kernel.start(units, part + 1, members) * unit);
    if (r0 < r1) {
      checkLengths(r0, r1);
      rows(part, r0, r1);
    }
  }

  /** All steps of rows [r0, r1). */
  abstract void rows(int part, int r0, int r1);

  private void checkLengths(int r0, int r1) {
    if (lengths == null) {
      return;
    }
    for (int r = r0; r < r1; r++) {
      int length = lengths.memory().ints()[lengths.offset() + r];
      if (length < 0 || length > layout.steps()) {
        throw new IndexOutOfBoundsException(
            "a row of length %d among %d steps".formatted(length, layout.steps()));
      }
    }
  }

  final void markLive(int step, int r0, int r1) {
    if (lengths == null || live == null) {
      return;
    }
    for (int r = r0; r < r1; r++) {
      int length = lengths.memory().ints()[lengths.offset() + r];
      live.memory().floats()[r] = step < length ? 1 : 0;
    }
  }

  final void copyState(Place from, int start, Place to, int end, int r0, int r1) {
    System.arraycopy(
        from.memory().floats(),
        from.offset() + start + r0 * width,
        to.memory().floats(),
        to.offset() + end + r0 * width,
        (r1 - r0) * width);
  }

  /** The state of one slot: before or after the step, as {@code slotOfStep0} says. */
  final Moving state(Place place, int start, int slotOfStep0) {
    return new Moving(place, start + slotOfStep0 * layout.state(), layout.state(), 1);
  }

  /** Columns of gates, block {@code gate} of {@code gates}. */
  final Moving gate(Place place, int start, int gates, int gate) {
    return new Moving(place, start + gate * width, gates * layout.state(), gates);
  }

  /** What does not move with the step. */
  static Moving fixed(Place place) {
    return new Moving(place, 0, 0, 1);
  }

  /** The mask of the current step's rows; -1 where all are live. */
  final int liveOperand(StepCode code) {
    return live == null ? -1 : code.operand(fixed(live), Access.COLUMN);
  }

  static int add(Lowering f, int a, int b) {
    return f.binary(BinaryFunction.ADD, a, b);
  }

  static int sub(Lowering f, int a, int b) {
    return f.binary(BinaryFunction.SUB, a, b);
  }

  static int mul(Lowering f, int a, int b) {
    return f.binary(BinaryFunction.MUL, a, b);
  }
}
