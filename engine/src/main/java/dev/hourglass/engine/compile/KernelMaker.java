package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.compile.CompiledProgram.Step;
import dev.hourglass.engine.compile.PointwiseSpec.Access;
import dev.hourglass.engine.compile.PointwiseSpec.Output;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the kernels of groups, and sets a barrier before each that touches what was touched since
 * the last one.
 */
final class KernelMaker {
  private final MemoryPlan plan;
  private final Grouper grouper;
  private final Set<Tensor> stored;
  private final RandomKernel.Moment moment;
  private final int parts;
  private final List<Step> steps = new ArrayList<>();
  private final List<Place> read = new ArrayList<>();
  private final List<Place> written = new ArrayList<>();

  KernelMaker(
      MemoryPlan plan, Grouper grouper, Set<Tensor> stored, RandomKernel.Moment moment, int parts) {
    this.plan = plan;
    this.grouper = grouper;
    this.stored = stored;
    this.moment = moment;
    this.parts = parts;
  }

  List<Step> steps() {
    return steps;
  }

  /** Adds the kernels of a group. */
  void make(Group g) {
    Tensor head = g.head;
    if (head == null || g.takesPointwise()) {
      pointwise(g);
      return;
    }
    Place to = plan.place(head);
    switch (head.op()) {
      case Op.Broadcast _ ->
          copy(
              head,
              head.shape().toArray(),
              0,
              broadcastStrides(head),
              to,
              0,
              CopyKernel.strides(head.shape().toArray()));
      case Op.Transpose(var permutation) when permutation.size() == 2 -> {
        Place from = plan.place(head.input(0));
        add(new TransposeKernel(head.dim(1), head.dim(0), from, to), List.of(from), List.of(to));
      }
      case Op.Transpose(var permutation) -> {
        int[] from = CopyKernel.strides(head.input(0).shape().toArray());
        int[] strides = permutation.stream().mapToInt(p -> from[p]).toArray();
        copy(
            head,
            head.shape().toArray(),
            0,
            strides,
            to,
            0,
            CopyKernel.strides(head.shape().toArray()));
      }
      case Op.Slice(var starts) -> {
        int[] from = CopyKernel.strides(head.input(0).shape().toArray());
        copy(
            head,
            head.shape().toArray(),
            dot(starts, from),
            from,
            to,
            0,
            CopyKernel.strides(head.shape().toArray()));
      }
      case Op.Pad(var before) -> {
        add(new FillKernel(to, 0f), List.of(), List.of(to));
        int[] dims = head.input(0).shape().toArray();
        int[] target = CopyKernel.strides(head.shape().toArray());
        copy(head, dims, 0, CopyKernel.strides(dims), to, dot(before, target), target);
      }
      case Op.Concat(int axis) -> concat(head, axis, to);
      case Op.Reduce(var reduction, var _) -> {
        int[] blocks = Layouts.reduceBlocks(head);
        if (blocks == null) {
          throw new IllegalStateException(
              "a reduction over separate axes must be split before it is compiled: " + head);
        }
        Place from = plan.place(head.input(0));
        add(
            new ReduceKernel(reduction, blocks[0], blocks[1], blocks[2], from, to),
            List.of(from),
            List.of(to));
      }
      case Op.ArgReduce(var reduction, int axis) -> {
        Shape s = head.input(0).shape();
        Place from = plan.place(head.input(0));
        int outer = Layouts.product(s, 0, axis);
        int inner = Layouts.product(s, axis + 1, s.rank());
        add(
            new RowKernels.ArgReduce(reduction, outer, s.dim(axis), inner, from, to),
            List.of(from),
            List.of(to));
      }
      case Op.TopKMask(int k) -> {
        Place from = plan.place(head.input(0));
        add(new TopKKernel(k, head.dim(-1), from, to), List.of(from), List.of(to));
      }
      case Op.Gather _ -> {
        Place table = plan.place(head.input(0));
        Place rows = plan.place(head.input(1));
        int width = head.shape().size() / head.dim(0);
        add(
            new RowKernels.Gather(table, head.input(0).dim(0), rows, to, width),
            List.of(table, rows),
            List.of(to));
      }
      case Op.ScatterAdd _ -> {
        Place values = plan.place(head.input(0));
        Place rows = plan.place(head.input(1));
        int width = head.shape().size() / head.dim(0);
        add(new RowKernels.ScatterAdd(values, rows, to, width), List.of(values, rows), List.of(to));
      }
      case Op.Recurrent _, Op.RecurrentGradient _ -> {
        List<Place> from = head.inputs().stream().map(plan::place).toList();
        add(RecurrenceKernel.of(head, from, to, parts), from, List.of(to));
      }
      case Op.MaxPool _, Op.MaxUnpool _, Op.AlongAxis _ -> {
        List<Place> from = head.inputs().stream().map(plan::place).toList();
        add(WindowKernels.of(head, from, to), from, List.of(to));
      }
      case Op.RandomUniform(int stream) ->
          add(new RandomKernel(stream, to, moment), List.of(), List.of(to));
      case Op.Input _,
          Op.Parameter _,
          Op.Fill _,
          Op.Constant _,
          Op.Unary _,
          Op.Binary _,
          Op.Select _,
          Op.MatMul _,
          Op.Conv2d _,
          Op.Conv2dInputGradient _,
          Op.Conv2dWeightGradient _,
          Op.Reshape _ ->
          throw new IllegalStateException("no kernel of its own: " + head);
    }
  }

  /** Gives a parameter its new value, unless that was computed in its place. */
  void assign(Tensor parameter, Tensor value) {
    Place from = plan.place(value);
    Place to = plan.place(parameter);
    if (!from.equals(to)) {
      int[] dims = {from.size()};
      add(
          new CopyKernel(dims, from, 0, new int[] {1}, to, 0, new int[] {1}),
          List.of(from),
          List.of(to));
    }
  }

  private void concat(Tensor head, int axis, Place to) {
    int[] target = CopyKernel.strides(head.shape().toArray());
    int start = 0;
    for (Tensor part : head.inputs()) {
      int[] dims = part.shape().toArray();
      int at = start * target[axis];
      if (part.op() instanceof Op.Fill(float value)
          && Layouts.product(head.shape(), 0, axis) == 1) {
        Place hole = to.at(at, part.shape().size());
        add(new FillKernel(hole, value), List.of(), List.of(hole));
      } else if (!plan.standsInside(part, head, at)) {
        Place from = plan.place(part);
        add(
            new CopyKernel(dims, from, 0, CopyKernel.strides(dims), to, at, target),
            List.of(from),
            List.of(to));
      }
      start += part.dim(axis);
    }
  }

  private void copy(
      Tensor head,
      int[] dims,
      int fromStart,
      int[] fromStrides,
      Place to,
      int toStart,
      int[] toStrides) {
    Place from = plan.place(head.input(0));
    add(
        new CopyKernel(dims, from, fromStart, fromStrides, to, toStart, toStrides),
        List.of(from),
        List.of(to));
  }

  private static int[] broadcastStrides(Tensor t) {
    int[] dims = t.input(0).shape().toArray();
    int[] strides = CopyKernel.strides(dims);
    for (int i = 0; i < dims.length; i++) {
      strides[i] = dims[i] == 1 ? 0 : strides[i];
    }
    return strides;
  }

  private static int dot(List<Integer> starts, int[] strides) {
    int sum = 0;
    for (int i = 0; i < strides.length; i++) {
      sum += starts.get(i) * strides[i];
    }
    return sum;
  }

  private void pointwise(Group g) {
    Products.Made product =
        g.head == null
            ? null
            : Products.of(g.head, plan.place(g.head.input(0)), plan.place(g.head.input(1)), parts);
    int blockRows = product == null ? 0 : product.product().blockRows();
    PointwiseMaker made = new PointwiseMaker(g, grouper, stored, plan, parts, blockRows);
    List<Place> reads = new ArrayList<>(made.operands());
    List<Place> writes = new ArrayList<>(made.outputs());
    if (product != null) {
      if (product.preparation() != null) {
        add(product.preparation(), product.preparationReads(), product.prepared());
      }
      reads.addAll(product.reads());
    }
    List<Place> all = new ArrayList<>(made.operands());
    all.addAll(made.outputs());
    Place raw = made.raw();
    if (raw != null) {
      writes.add(raw);
    }
    PointwiseSpec spec = made.spec();
    add(
        new PointwiseKernel(
            product == null ? null : product.product(),
            raw,
            made.ownRaw,
            spec,
            all,
            made.runs,
            g.rows(),
            g.rowLength(),
            parts),
        reads,
        writes);
  }

  private void add(Kernel kernel, List<Place> reads, List<Place> writes) {
    boolean barrier = meet(reads, written) || meet(writes, written) || meet(writes, read);
    if (barrier) {
      read.clear();
      written.clear();
    }
    read.addAll(reads);
    written.addAll(writes);
    steps.add(new Step(kernel, barrier));
  }

  private static boolean meet(List<Place> some, List<Place> others) {
    return some.stream().anyMatch(a -> others.stream().anyMatch(a::overlaps));
  }

  /** The pointwise code of one group: its steps, its operands, its outputs. */
  private static final class PointwiseMaker {
    private final Group group;
    private final Grouper grouper;
    private final MemoryPlan plan;
    private final Lowering lowering = new Lowering();
    private final Map<Tensor, Integer> stepOf = new HashMap<>();
    private final List<Access> accesses = new ArrayList<>();
    private final List<Place> operands = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final List<Place> outputPlaces = new ArrayList<>();
    private final List<Integer> runs = new ArrayList<>(); // rows that each output sums up
    private @Nullable Place raw;
    private boolean ownRaw;

    PointwiseMaker(
        Group group,
        Grouper grouper,
        Set<Tensor> stored,
        MemoryPlan plan,
        int parts,
        int blockRows) {
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
        int[] blocks = Layouts.reduceBlocks(t);
        boolean overRows = blocks != null && !Layouts.isRowReduction(t);
        outputs.add(new Output(step, reduction, overRows));
        runs.add(overRows ? blocks[1] : 1);
        outputPlaces.add(plan.place(t));
        return;
      }
      stepOf.put(t, step);
      if (stored.contains(t)) {
        outputs.add(new Output(step, null));
        runs.add(1);
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

    /** Null where a product stands alone. */
    @Nullable PointwiseSpec spec() {
      return outputs.isEmpty()
          ? null
          : PointwiseSpec.pruned(lowering.expression().steps(), accesses, outputs);
    }
  }
}
