package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the new values that may be written over the parameters that they replace: nobody reads the
 * old value later, and the kernel itself reads it place by place.
 */
final class InPlaceUpdates {

  /**
   * A computed tensor and where in its parameter it belongs.
   *
   * @param start numbers before it
   */
  record Target(Tensor value, Tensor parameter, int start) {}

  /** A kernel's look at numbers [start, start + size) of a parameter. */
  private record Read(int group, int start, int size, boolean byPlace) {}

  private final Set<Tensor> stored;
  private final Set<Tensor> outputs;
  private final Map<Tensor, Integer> producer = new HashMap<>();
  private final Map<Tensor, List<Read>> reads = new HashMap<>();

  InPlaceUpdates(List<Group> order, Set<Tensor> stored, Set<Tensor> outputs) {
    this.stored = stored;
    this.outputs = outputs;
    for (int i = 0; i < order.size(); i++) {
      for (Tensor t : order.get(i).tensors()) {
        producer.put(t, i);
        for (Tensor x : t.inputs()) {
          read(i, order.get(i), t, x);
        }
      }
    }
  }

  private void read(int at, Group g, Tensor t, Tensor x) {
    boolean byPlace = t != g.head && x.shape().size() == g.space.size();
    int start = 0;
    int size = x.shape().size();
    Tensor root = x;
    while (Layouts.isView(root) || root.op() instanceof Op.Broadcast) {
      if (root.op() instanceof Op.Broadcast) {
        byPlace = false;
        size = root.input(0).shape().size();
        start = 0;
      } else {
        start += Layouts.viewStart(root);
      }
      root = root.input(0);
    }
    reads.computeIfAbsent(root, r -> new ArrayList<>()).add(new Read(at, start, size, byPlace));
  }

  /** The tensors that may stand in their parameters: all of a joined value or none of it. */
  List<Target> targets(Map<Tensor, Tensor> updates) {
    List<Target> found = new ArrayList<>();
    updates.forEach((parameter, value) -> {
      boolean once = updates.values().stream().filter(v -> v == value).count() == 1;
      List<Target> targets = targets(parameter, value);
      if (once
          && outputs.stream().noneMatch(o -> MemoryPlan.root(o) == parameter)
          && targets.stream().allMatch(this::free)) {
        found.addAll(targets);
      }
    });
    return found;
  }

  private static List<Target> targets(Tensor parameter, Tensor value) {
    List<Target> targets = new ArrayList<>();
    if (value.op() instanceof Op.Concat && value.shape().rank() == 1) {
      int start = 0;
      for (Tensor part : value.inputs()) {
        targets.add(new Target(SplitUpdates.source(part), parameter, start));
        start += part.shape().size();
      }
    } else {
      targets.add(new Target(value, parameter, 0));
    }
    return targets;
  }

  private boolean free(Target target) {
    Integer at = producer.get(target.value());
    if (at == null || !Layouts.isPointwise(target.value()) || !stored.contains(target.value())) {
      return false;
    }
    int size = target.value().shape().size();
    return reads.getOrDefault(target.parameter(), List.of()).stream()
        .allMatch(r ->
            r.group() < at
                || r.start() + r.size() <= target.start()
                || target.start() + size <= r.start()
                || (r.group() == at
                    && r.byPlace()
                    && r.start() == target.start()
                    && r.size() == size));
  }
}
