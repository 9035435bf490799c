package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Splits the update of a flat parameter vector into updates of its parts, where the gradient is the
 * parts' gradients side by side and the update is pointwise. Each part's update then rides on the
 * matrix product that computes the part's gradient, which so never goes to memory.
 */
final class SplitUpdates {
  private final Tensor joined;
  private final Set<Tensor> pointwise = new HashSet<>();
  private final Map<Tensor, List<Tensor>> partsOf = new HashMap<>();

  private SplitUpdates(Tensor joined) {
    this.joined = joined;
  }

  /** The updates, split where that is possible and at least one part is a product. */
  static Map<Tensor, Tensor> of(Map<Tensor, Tensor> updates, Collection<Tensor> outputs) {
    Map<Tensor, Tensor> now = new LinkedHashMap<>(updates);
    List<Tensor> all = new ArrayList<>(outputs);
    all.addAll(updates.values());
    List<Tensor> ordered = ProgramCompiler.order(all);
    for (Tensor t : ordered) {
      if (t.op() instanceof Op.Concat && t.shape().rank() == 1 && hasProduct(t)) {
        SplitUpdates split = new SplitUpdates(t);
        if (split.follow(ordered, updates.values(), outputs)) {
          now.replaceAll((p, v) -> split.pointwise.contains(v) ? split.joinedAgain(v) : v);
        }
      }
    }
    return now;
  }

  private static boolean hasProduct(Tensor concat) {
    return concat.inputs().stream().anyMatch(x -> ofProducts(source(x)));
  }

  /** A product, or a sum of products of slices of the batch. */
  private static boolean ofProducts(Tensor t) {
    return Layouts.isProduct(t) || (t.op() instanceof Op.Binary && ofProducts(t.input(0)));
  }

  /** What a part is a reshaped view of. */
  static Tensor source(Tensor part) {
    Tensor t = part;
    while (t.op() instanceof Op.Reshape) {
      t = t.input(0);
    }
    return t;
  }

  /** Collects what depends on the joined vector; false where that is more than updates. */
  private boolean follow(
      List<Tensor> ordered, Collection<Tensor> values, Collection<Tensor> outputs) {
    for (Tensor t : ordered) {
      boolean depends = t.inputs().stream().anyMatch(x -> x == joined || pointwise.contains(x));
      if (!depends) {
        continue;
      }
      if (!Layouts.isPointwise(t) || !t.shape().equals(joined.shape()) || outputs.contains(t)) {
        return false;
      }
      for (Tensor x : t.inputs()) {
        if (x != joined && !pointwise.contains(x) && !splits(x)) {
          return false;
        }
      }
      pointwise.add(t);
    }
    return !outputs.contains(joined)
        && !values.contains(joined)
        && values.stream().anyMatch(pointwise::contains);
  }

  private static boolean splits(Tensor x) {
    return Layouts.isLeaf(x) || (x.op() instanceof Op.Broadcast && x.input(0).shape().size() == 1);
  }

  private Tensor joinedAgain(Tensor value) {
    List<Tensor> flat = new ArrayList<>();
    for (Tensor part : parts(value)) {
      flat.add(Tensors.reshape(part, part.shape().size()));
    }
    return Tensors.concat(0, flat);
  }

  /** The tensor's numbers for each part, each in the shape in which the part was computed. */
  private List<Tensor> parts(Tensor t) {
    List<Tensor> known = partsOf.get(t);
    if (known != null) {
      return known;
    }
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < joined.inputs().size(); i++) {
      Tensor gradient = source(joined.input(i));
      parts.add(part(t, i, gradient, start));
      start += gradient.shape().size();
    }
    partsOf.put(t, parts);
    return parts;
  }

  private Tensor part(Tensor t, int i, Tensor gradient, int start) {
    Shape shape = gradient.shape();
    if (t == joined) {
      return gradient;
    }
    if (pointwise.contains(t)) {
      List<Tensor> inputs = t.inputs().stream().map(x -> parts(x).get(i)).toList();
      return Tensors.withInputs(t, inputs);
    }
    if (t.op() instanceof Op.Fill(float value)) {
      return Tensors.fill(value, shape.toArray());
    }
    if (t.op() instanceof Op.Broadcast) {
      int[] ones = new int[shape.rank()];
      Arrays.fill(ones, 1);
      return Tensors.broadcast(Tensors.reshape(t.input(0), ones), shape);
    }
    Tensor slice = Tensors.slice(t, new int[] {start}, new int[] {shape.size()});
    return Tensors.reshape(slice, shape.toArray());
  }
}
