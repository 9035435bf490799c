package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.compile.CompiledProgram.Step;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.ArrayList;
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
  private final Map<Tensor, Integer> slices;
  private final List<Touch> read = new ArrayList<>();
  private final List<Touch> written = new ArrayList<>();

  /**
   * @param slices the tensors that belong to a slice of the batch, and which
   */
  KernelMaker(
      MemoryPlan plan,
      Grouper grouper,
      Set<Tensor> stored,
      Map<Tensor, Integer> slices,
      RandomKernel.Moment moment,
      int parts) {
    this.plan = plan;
    this.grouper = grouper;
    this.stored = stored;
    this.slices = slices;
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
        Kernel kernel = new ReduceKernel(reduction, blocks[0], blocks[1], blocks[2], from, to);
        Integer slice = slices.get(head);
        if (slice != null) {
          add(slice, kernel, List.of(from), to);
        } else {
          add(kernel, List.of(from), List.of(to));
        }
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
        RowParts dealt = RowParts.of(head.dim(0), 1, parts);
        addTouching(
            new RowKernels.Gather(table, head.input(0).dim(0), rows, to, width, dealt),
            List.of(dealt.whole(table), dealt.whole(rows)),
            List.of(dealt.of(to, width)));
      }
      case Op.ScatterAdd _ -> {
        Place values = plan.place(head.input(0));
        Place rows = plan.place(head.input(1));
        int width = head.shape().size() / head.dim(0);
        add(new RowKernels.ScatterAdd(values, rows, to, width), List.of(values, rows), List.of(to));
      }
      case Op.RowNumbers _ -> {
        Place from = plan.place(head.input(0));
        add(new RowKernels.RowNumbers(from, to), List.of(from), List.of(to));
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
    Tensor head = g.head;
    if (head == null) {
      PointwiseMaker code = new PointwiseMaker(g, grouper, stored, plan, parts, 0);
      PointwiseKernel kernel = kernel(g, null, code, parts);
      RowParts rows = kernel.rowParts();
      addTouching(kernel, code.reads(rows), code.writes(rows));
      return;
    }
    Integer slice = slices.get(head);
    int sharers = slice == null ? parts : Slice.sharers(slice, parts);
    Products.Made made = product(head, sharers);
    int blockRows = made.product().blockRows();
    PointwiseMaker code = new PointwiseMaker(g, grouper, stored, plan, sharers, blockRows);
    PointwiseKernel kernel = kernel(g, made.product(), code, sharers);
    if (slice != null) {
      add(slice, kernel, made.reads(), plan.place(head));
      return;
    }
    if (made.preparation() != null) {
      add(made.preparation(), made.preparationReads(), made.prepared());
    }
    RowParts rows = kernel.rowParts();
    List<Touch> reads = code.reads(rows);
    made.reads().forEach(p -> reads.add(productReads(head, p, rows)));
    addTouching(kernel, reads, code.writes(rows));
  }

  private static PointwiseKernel kernel(
      Group g, @Nullable RowProduct product, PointwiseMaker code, int parts) {
    List<Place> all = new ArrayList<>(code.operands());
    all.addAll(code.outputs());
    return new PointwiseKernel(
        product,
        code.raw(),
        code.ownRaw,
        code.spec(),
        all,
        code.runs(),
        g.rows(),
        g.rowLength(),
        parts);
  }

  private Products.Made product(Tensor head, int sharers) {
    return Products.of(head, plan.place(head.input(0)), plan.place(head.input(1)), sharers);
  }

  /** A matrix product reads its left side by rows, if that is not transposed. */
  private Touch productReads(Tensor head, Place from, RowParts rows) {
    boolean byRows =
        head.op() instanceof Op.MatMul(boolean transposeA, boolean _)
            && !transposeA
            && from.equals(plan.place(head.input(0)))
            && !from.equals(plan.place(head.input(1)));
    return byRows ? rows.of(from, head.input(0).dim(1)) : rows.whole(from);
  }

  private void add(int slice, Kernel kernel, List<Place> reads, Place to) {
    Slice one = new Slice(kernel, slice);
    List<Touch> touched = reads.stream().map(r -> one.touch(r, parts)).toList();
    addTouching(one, touched, List.of(one.touch(to, parts)));
  }

  private void add(Kernel kernel, List<Place> reads, List<Place> writes) {
    RowParts all = RowParts.mixed(parts);
    addTouching(
        kernel, reads.stream().map(all::whole).toList(), writes.stream().map(all::whole).toList());
  }

  private void addTouching(Kernel kernel, List<Touch> reads, List<Touch> writes) {
    boolean barrier = meet(reads, written) || meet(writes, written) || meet(writes, read);
    if (barrier) {
      read.clear();
      written.clear();
    }
    read.addAll(reads);
    written.addAll(writes);
    steps.add(new Step(kernel, barrier));
  }

  private static boolean meet(List<Touch> some, List<Touch> others) {
    return some.stream().anyMatch(a -> others.stream().anyMatch(a::crosses));
  }
}
