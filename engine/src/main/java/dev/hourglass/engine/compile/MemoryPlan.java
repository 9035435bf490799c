package dev.hourglass.engine.compile;

import dev.hourglass.engine.DType;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.runtime.Memory;
import dev.hourglass.engine.runtime.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each tensor stands. Leaves stand where they were bound, views in what they view, the parts
 * of a joined vector inside it, a parameter's new value in the parameter itself where nobody reads
 * the old one any more; everything else in one arena, whose places are used again when their tensor
 * is no longer needed.
 */
final class MemoryPlan {
  private static final int ALIGN = 16;

  /**
   * Numbers left between buffers. Without them, buffers of 256 x 784 numbers stand a multiple of
   * 4096 bytes apart, and a load seems to the processor to wait for a store to the other buffer.
   */
  private static final int SKEW = 23 * ALIGN;

  private final List<Group> order;
  private final Set<Tensor> stored;
  private final Set<Tensor> outputs;
  private final State state;
  private final Map<Tensor, Place> places = new HashMap<>();
  private final Map<Tensor, Memory> leaves = new HashMap<>();
  private final Map<Tensor, int[]> partOf = new HashMap<>(); // where a part begins in its concat
  private final Map<Tensor, Tensor> whole =
      new HashMap<>(); // the concat that a tensor is computed into
  private final Map<Tensor, Integer> lastUse = new HashMap<>();
  private final Map<Tensor, Integer> firstUse = new HashMap<>();
  private final Memory arena = Memory.unbound();

  /**
   * @param stored the computed tensors that are kept in memory, not only in registers
   * @param updates parameters and the tensors that replace them
   */
  MemoryPlan(
      List<Group> order,
      Set<Tensor> stored,
      Set<Tensor> outputs,
      Map<Tensor, Tensor> updates,
      State state) {
    this.order = order;
    this.stored = stored;
    this.outputs = outputs;
    this.state = state;
    inPlaceUpdates(updates);
    joinParts();
    lifetimes();
    allocate();
  }

  /** Where a tensor stands; a leaf's memory is made at first asking. */
  Place place(Tensor t) {
    Place known = places.get(t);
    if (known != null) {
      return known;
    }
    if (Layouts.isView(t)) {
      Place source = place(t.input(0));
      return source.at(Layouts.viewStart(t), t.shape().size());
    }
    if (!Layouts.isLeaf(t)) {
      throw new IllegalStateException("no place was planned for " + t);
    }
    Memory memory = leaves.computeIfAbsent(t, this::leaf);
    Place made = new Place(memory, 0, t.shape().size());
    places.put(t, made);
    return made;
  }

  /** Whether a place is in a parameter or another leaf, and not in the arena. */
  boolean isParameter(Place place) {
    return place.memory() != arena;
  }

  /** The memories of inputs, to be bound. */
  Map<Tensor, Memory> leaves() {
    return leaves;
  }

  private Memory leaf(Tensor t) {
    return switch (t.op()) {
      case Op.Parameter _ -> Memory.of(state.get(t).data());
      case Op.Constant(NDArray value) -> Memory.of(value.data());
      case Op.Fill(float value) -> {
        float[] filled = Species.room(t.shape().size());
        Arrays.fill(filled, value);
        yield Memory.of(filled);
      }
      default -> Memory.unbound();
    };
  }

  private static Tensor source(Tensor t) {
    Tensor s = t;
    while (Layouts.isView(s)) {
      s = s.input(0);
    }
    return s;
  }

  private void inPlaceUpdates(Map<Tensor, Tensor> updates) {
    for (InPlaceUpdates.Target t : new InPlaceUpdates(order, stored, outputs).targets(updates)) {
      places.put(t.value(), place(t.parameter()).at(t.start(), t.value().shape().size()));
    }
    updates.forEach((parameter, value) -> {
      if (value.op() instanceof Op.Concat
          && value.inputs().stream().allMatch(x -> places.containsKey(SplitUpdates.source(x)))) {
        places.put(value, place(parameter));
      }
    });
  }

  /** What a view or a broadcast shows. */
  static Tensor root(Tensor x) {
    Tensor t = x;
    while (Layouts.isView(t) || t.op() instanceof Op.Broadcast) {
      t = t.input(0);
    }
    return t;
  }

  /** Computes the parts of a concatenation straight into it, where they lie in one piece. */
  private void joinParts() {
    for (Group g : order) {
      if (g.head == null
          || !(g.head.op() instanceof Op.Concat(int axis))
          || Layouts.product(g.head.shape(), 0, axis) != 1) {
        continue;
      }
      int start = 0;
      for (Tensor part : g.head.inputs()) {
        Tensor s = source(part);
        boolean reshaped = s.shape().size() == part.shape().size();
        if (reshaped
            && stored.contains(s)
            && s.type() == DType.F32
            && !places.containsKey(s)
            && !whole.containsKey(s)
            && !(s.op() instanceof Op.Concat)) {
          whole.put(s, g.head);
          partOf.put(s, new int[] {start});
        }
        start += part.shape().size();
      }
    }
  }

  /**
   * Whether a part of a concatenation is computed where it belongs, so that nothing need be copied.
   */
  boolean standsInside(Tensor part, Tensor concat, int start) {
    Place a = place(part);
    Place b = place(concat);
    return a.memory() == b.memory() && a.offset() == b.offset() + start;
  }

  private void lifetimes() {
    for (int i = 0; i < order.size(); i++) {
      for (Tensor t : order.get(i).tensors()) {
        use(t, i);
        for (Tensor x : t.inputs()) {
          use(root(x), i);
          use(x, i);
        }
      }
    }
    for (Tensor o : outputs) {
      use(root(o), order.size());
      use(o, order.size());
    }
  }

  private void use(Tensor t, int at) {
    Tensor s = whole.getOrDefault(t, t);
    firstUse.merge(s, at, Math::min);
    lastUse.merge(s, at, Math::max);
  }

  private record Interval(Tensor tensor, int first, int last, int size) {}

  private void allocate() {
    List<Interval> intervals = new ArrayList<>();
    for (Tensor t : stored) {
      if (places.containsKey(t) || whole.containsKey(t)) {
        continue;
      }
      int size = t.shape().size();
      if (t.type() == DType.I32) {
        places.put(t, new Place(Memory.of(new int[size]), 0, size));
      } else {
        int last = lastUse.getOrDefault(t, order.size());
        intervals.add(
            new Interval(
                t, firstUse.getOrDefault(t, 0), last, (size + ALIGN - 1) / ALIGN * ALIGN + SKEW));
      }
    }
    intervals.sort(
        Comparator.comparingInt(Interval::size).reversed().thenComparingInt(Interval::first));
    List<Interval> done = new ArrayList<>();
    Map<Interval, Integer> offsets = new HashMap<>();
    int end = 0;
    for (Interval x : intervals) {
      int offset = lowestFree(x, done, offsets);
      offsets.put(x, offset);
      done.add(x);
      end = Math.max(end, Math.addExact(offset, x.size()));
      places.put(x.tensor(), new Place(arena, offset, x.tensor().shape().size()));
    }
    arena.set(new float[end + ALIGN]);
    whole.forEach((part, concat) -> {
      int[] start = partOf.getOrDefault(part, new int[1]);
      places.put(part, place(concat).at(start[0], part.shape().size()));
    });
  }

  /** The lowest place that is free for the whole life of x. */
  private static int lowestFree(Interval x, List<Interval> done, Map<Interval, Integer> offsets) {
    List<int[]> taken = new ArrayList<>();
    for (Interval y : done) {
      if (x.first() <= y.last() && y.first() <= x.last()) {
        int at = offsets.getOrDefault(y, 0);
        taken.add(new int[] {at, at + y.size()});
      }
    }
    taken.sort(Comparator.comparingInt(r -> r[0]));
    int offset = 0;
    for (int[] r : taken) {
      if (r[0] - offset >= x.size()) {
        break;
      }
      offset = Math.max(offset, r[1]);
    }
    return offset;
  }
}
