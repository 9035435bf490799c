package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.compile.PointwiseSpec.Access;
import dev.hourglass.engine.compile.PointwiseSpec.Output;
import dev.hourglass.engine.runtime.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pointwise code of one group: its steps, its operands, its outputs. */
final class PointwiseMaker {
  private final Group group;
  private final Grouper grouper;
  private final MemoryPlan plan;
  private final Lowering lowering = new Lowering();
  private final Map<Tensor, Integer> stepOf = new HashMap<>();
  private final List<Access> accesses = new ArrayList<>();
  private final List<Place> operands = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private final List<Place> outputPlaces = new ArrayList<>();
  private @Nullable Place raw;
  boolean ownRaw;

  PointwiseMaker(
      Group group, Grouper grouper, Set<Tensor> stored, MemoryPlan plan, int parts, int blockRows) {
    this.group = group;
    this.grouper = grouper;
    this.plan = plan;
    if (group.head != null) {
      Place kept = stored.contains(group.head) ? plan.place(group.head) : firstFullOutput(stored);
      ownRaw = plan.isParameter(kept);
      raw = ownRaw ? PointwiseKernel.scratch(group.rowLength(), blockRows, parts) : kept;
      stepOf.put(group.head, operand(raw, Access.FULL));
    }
    for (Tensor t : group.members) {
      compute(t, stored);
    }
  }

  /**
   * Where the product's own numbers go: if nobody else needs them, where the epilogue writes over
   * them; but not over parameters, which the epilogue reads.
   */
  private Place firstFullOutput(Set<Tensor> stored) {
    for (Tensor t : group.members) {
      if (stored.contains(t) && Layouts.isPointwise(t)) {
        return plan.place(t);
      }
    }
    throw new IllegalStateException("nothing of the product is kept: " + group.head);
  }

  private void compute(Tensor t, Set<Tensor> stored) {
    int[] in = new int[t.inputs().size()];
    for (int i = 0; i < in.length; i++) {
      in[i] = input(t.input(i));
    }
    int step =
        switch (t.op()) {
          case Op.Unary(var f) -> lowering.unary(f, in[0]);
          case Op.Binary(var f) -> lowering.binary(f, in[0], in[1]);
          case Op.Select _ -> lowering.select(in[0], in[1], in[2]);
          case Op.Reduce _ -> in[0];
          default -> throw new IllegalStateException("not pointwise: " + t);
        };
    if (t.op() instanceof Op.Reduce(var reduction, var _)) {
      outputs.add(new Output(step, reduction));
      outputPlaces.add(plan.place(t));
      return;
    }
    stepOf.put(t, step);
    if (stored.contains(t)) {
      outputs.add(new Output(step, null));
      outputPlaces.add(plan.place(t));
    }
  }

  private int input(Tensor x) {
    Integer known = stepOf.get(x);
    if (known != null) {
      return known;
    }
    int step;
    if (x.op() instanceof Op.Fill(float value)) {
      step = lowering.constant(value);
    } else if (x.op() instanceof Op.Broadcast && grouper.groupOf(x) == null) {
      Tensor small = x.input(0);
      if (small.op() instanceof Op.Fill(float value)) {
        step = lowering.constant(value);
      } else {
        var spread = Layouts.spread(small.shape(), x.shape());
        step = operand(plan.place(small), spread == null ? Access.FULL : spread.access());
      }
    } else {
      step = operand(plan.place(x), Access.FULL);
    }
    stepOf.put(x, step);
    return step;
  }

  private int operand(Place place, Access access) {
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).equals(place) && accesses.get(i) == access) {
        return lowering.operand(i);
      }
    }
    operands.add(place);
    accesses.add(access);
    return lowering.operand(operands.size() - 1);
  }

  /** Null where the group has no product. */
  @Nullable Place raw() {
    return raw;
  }

  List<Place> operands() {
    return operands;
  }

  List<Place> outputs() {
    return outputPlaces;
  }

  /** What each part reads, given where its rows begin. */
  List<Touch> reads(RowParts rows) {
    List<Touch> touched = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      touched.add(
          switch (accesses.get(i)) {
            case FULL -> rows.of(operands.get(i), group.rowLength());
            case COLUMN -> rows.of(operands.get(i), 1);
            case ROW, SCALAR -> rows.whole(operands.get(i));
          });
    }
    return touched;
  }

  /** What each part writes. */
  List<Touch> writes(RowParts rows) {
    List<Touch> touched = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      boolean full = outputs.get(i).reduction() == null;
      touched.add(rows.of(outputPlaces.get(i), full ? group.rowLength() : 1));
    }
    if (raw != null && !ownRaw) {
      touched.add(rows.of(raw, group.rowLength()));
    }
    return touched;
  }

  /** Null where a product stands alone. */
  @Nullable PointwiseSpec spec() {
    return outputs.isEmpty()
        ? null
        : PointwiseSpec.pruned(lowering.expression().steps(), accesses, outputs);
  }
}
