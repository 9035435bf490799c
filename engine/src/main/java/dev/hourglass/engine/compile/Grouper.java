package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.compile.Layouts.Spread;
import dev.hourglass.engine.compile.PointwiseSpec.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tensors share a kernel. Walks the graph in order; a pointwise tensor joins the
 * groups of its inputs (which thereby become one) wherever that leaves the groups free of cycles,
 * else it begins a group of its own.
 */
final class Grouper {
  /** Larger kernels would pass the size that HotSpot compiles (8000 bytes of bytecode). */
  private static final int MAX_STEPS = 240;

  private final Map<Tensor, Group> groupOf = new HashMap<>();
  private final Map<Tensor, Integer> position = new HashMap<>();
  private final Set<Group> groups = new LinkedHashSet<>();
  private final Set<Tensor> alone;

  /**
   * Groups all tensors of a graph, given in order. Broadcasts appear only where no kernel can read
   * them in place.
   *
   * @param alone products that take no epilogue
   */
  Grouper(List<Tensor> ordered, List<Tensor> roots, Set<Tensor> alone) {
    this.alone = alone;
    for (Tensor t : ordered) {
      position.put(t, position.size());
      place(t);
    }
    for (Tensor root : roots) {
      materialise(root);
    }
  }

  Set<Group> groups() {
    return groups;
  }

  @Nullable Group groupOf(Tensor t) {
    return groupOf.get(t);
  }

  private void place(Tensor t) {
    if (Layouts.isPointwise(t)) {
      placePointwise(t);
    } else if (Layouts.isRowReduction(t)) {
      placeRowReduction(t);
    } else if (!Layouts.isLeaf(t) && !Layouts.isView(t) && !(t.op() instanceof Op.Broadcast)) {
      t.inputs().forEach(this::materialise);
      add(Group.headed(t), t, false);
    } else if (Layouts.isView(t)) {
      materialise(t.input(0));
    }
  }

  /** Broadcasts are read in place by pointwise kernels; for others they need a kernel. */
  private void materialise(Tensor t) {
    if (t.op() instanceof Op.Broadcast && !groupOf.containsKey(t)) {
      materialise(t.input(0));
      add(Group.headed(t), t, false);
    } else if (Layouts.isView(t)) {
      materialise(t.input(0));
    }
  }

  private void add(Group g, Tensor t, boolean member) {
    groups.add(g);
    groupOf.put(t, g);
    if (member) {
      g.members.add(t);
    }
  }

  private void placeRowReduction(Tensor t) {
    Tensor x = t.input(0);
    int[] blocks = Layouts.reduceBlocks(t);
    int run = blocks == null ? 0 : blocks[1];
    Group g = groupOf.get(x);
    boolean wide =
        x.shape().size() > 4096
            && run == x.shape().size(); // would leave a large kernel to one thread
    if (g != null && elementwise(x, g) && (g.cols == run || g.cols == 0) && !wide) {
      g.cols = run;
      add(g, t, true);
      return;
    }
    materialise(x.op() instanceof Op.Broadcast ? x.input(0) : x);
    add(Group.pointwise(x.shape(), run), t, true);
    resolveSpreads(t);
  }

  private void placePointwise(Tensor t) {
    int cols = commonCols(t, 0);
    Group joined = null;
    for (Tensor x : t.inputs()) {
      Group g = groupOf.get(x);
      if (g == null || g == joined || !elementwise(x, g)) {
        continue;
      }
      int wanted = cols == 0 ? g.cols : cols;
      if ((g.cols != 0 && g.cols != wanted) || !canJoin(t, g) || size(g) > MAX_STEPS) {
        continue;
      }
      if (joined == null) {
        joined = g;
        cols = wanted;
      } else if (canMerge(joined, g)) {
        joined = merge(joined, g);
      }
    }
    if (joined == null) {
      joined = Group.pointwise(t.shape(), 0);
    }
    joined.cols = Math.max(joined.cols, cols);
    add(joined, t, true);
    resolveSpreads(t);
  }

  /**
   * Gives a kernel to each broadcast among the inputs that the tensor's group cannot read in place.
   */
  private void resolveSpreads(Tensor t) {
    Group g = groupOf.get(t);
    for (Tensor x : t.inputs()) {
      if (x.op() instanceof Op.Broadcast && g != null && !readsInPlace(x, g)) {
        materialise(x);
      }
    }
  }

  static boolean readsInPlace(Tensor broadcast, Group g) {
    Spread spread = Layouts.spread(broadcast.input(0).shape(), broadcast.shape());
    return spread != null && (spread.access() == Access.SCALAR || spread.cols() == g.cols);
  }

  /**
   * The row length that the tensor's broadcast inputs ask for; 0 where none does. The first to ask
   * is heard.
   */
  private int commonCols(Tensor t, int otherwise) {
    for (Tensor x : t.inputs()) {
      if (x.op() instanceof Op.Broadcast) {
        Spread spread = Layouts.spread(x.input(0).shape(), x.shape());
        if (spread != null && spread.cols() > 0) {
          return spread.cols();
        }
      }
    }
    return otherwise;
  }

  /**
   * Whether x is computed place by place in g, so that another member can use it in the register.
   */
  private boolean elementwise(Tensor x, Group g) {
    return g.takesPointwise() && (x == g.head ? !alone.contains(x) : Layouts.isPointwise(x));
  }

  private static int size(Group g) {
    int size = 0;
    for (Tensor t : g.members) {
      size += cost(t);
    }
    return size;
  }

  private static int cost(Tensor t) {
    return switch (t.op()) {
      case Op.Unary(var f) ->
          switch (f) {
            case NEG, ABS, SQRT -> 1;
            case RSQRT, SIGN, FLOOR -> 5;
            case EXP, SIGMOID -> 20;
            case EXPM1, TANH, SOFTPLUS, LOG, LOG1P -> 35;
            case ERF, SIN, COS -> 50;
          };
      case Op.Binary(var f) -> f == Op.BinaryFunction.POW ? 100 : 2;
      default -> 2;
    };
  }

  /** Whether t may be computed in g: none of its inputs from elsewhere may need g. */
  private boolean canJoin(Tensor t, Group g) {
    for (Tensor x : t.inputs()) {
      for (Group other : sources(x)) {
        if (other == g ? !(groupOf.get(x) == g && elementwise(x, g)) : reaches(other, g)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean canMerge(Group a, Group b) {
    boolean heads = a.head != null && b.head != null;
    boolean shapes = a.space.equals(b.space) && (a.cols == b.cols || a.cols == 0 || b.cols == 0);
    return !heads
        && shapes
        && size(a) + size(b) <= MAX_STEPS
        && !reachesAround(a, b)
        && !reachesAround(b, a);
  }

  /**
   * Whether {@code from} needs {@code to} by way of a third group, or of a value of {@code to} that
   * is not in a register.
   */
  private boolean reachesAround(Group from, Group to) {
    for (Tensor t : from.tensors()) {
      for (Tensor x : t.inputs()) {
        for (Group other : sources(x)) {
          boolean direct = t != from.head && groupOf.get(x) == to && elementwise(x, to);
          if (other != from && !direct && (other == to || reaches(other, to))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Group merge(Group a, Group b) {
    Group into = b.head != null ? b : a;
    Group from = into == a ? b : a;
    into.members.addAll(from.members);
    into.members.sort(Comparator.comparing(position::get));
    into.cols = Math.max(a.cols, b.cols);
    from.members.forEach(t -> groupOf.put(t, into));
    groups.remove(from);
    return into;
  }

  private boolean reaches(Group from, Group to) {
    return reaches(from, to, new LinkedHashSet<>());
  }

  private boolean reaches(Group from, Group to, Set<Group> seen) {
    if (from == to) {
      return true;
    }
    if (!seen.add(from)) {
      return false;
    }
    for (Group g : needs(from)) {
      if (reaches(g, to, seen)) {
        return true;
      }
    }
    return false;
  }

  /** The groups whose results g reads. */
  Set<Group> needs(Group g) {
    Set<Group> needed = new LinkedHashSet<>();
    for (Tensor t : g.tensors()) {
      t.inputs().forEach(x -> needed.addAll(sources(x)));
    }
    needed.remove(g);
    return needed;
  }

  /** The groups that compute a tensor, seen through views and broadcasts; none for a leaf. */
  private List<Group> sources(Tensor x) {
    List<Group> found = new ArrayList<>();
    Tensor t = x;
    while (!groupOf.containsKey(t) && !t.inputs().isEmpty()) {
      t = t.input(0);
    }
    Group g = groupOf.get(t);
    if (g != null) {
      found.add(g);
    }
    return found;
  }
}
