package dev.hourglass.engine.compile;

import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The order in which groups run: as the graph was built, but what updates parameters comes as late
 * as it can, so that it may write in place.
 */
final class Schedule {
  private Schedule() {}

  static List<Group> order(Grouper grouper, List<Tensor> ordered, Set<Tensor> updates) {
    Map<Tensor, Integer> position = new HashMap<>();
    ordered.forEach(t -> position.put(t, position.size()));
    Map<Group, Integer> priority = new HashMap<>();
    Map<Group, Integer> missing = new HashMap<>();
    Map<Group, List<Group>> users = new HashMap<>();
    for (Group g : grouper.groups()) {
      int last = g.tensors().stream().mapToInt(t -> position.getOrDefault(t, 0)).max().orElse(0);
      boolean update = g.tensors().stream().anyMatch(updates::contains);
      priority.put(g, update ? ordered.size() + last : last);
      Set<Group> needs = grouper.needs(g);
      missing.put(g, needs.size());
      needs.forEach(n -> users.computeIfAbsent(n, k -> new ArrayList<>()).add(g));
    }
    PriorityQueue<Group> ready = new PriorityQueue<>(Comparator.comparing(priority::get));
    missing.forEach((g, count) -> {
      if (count == 0) {
        ready.add(g);
      }
    });
    List<Group> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      Group g = ready.remove();
      order.add(g);
      for (Group user : users.getOrDefault(g, List.of())) {
        if (missing.merge(user, -1, Integer::sum) == 0) {
          ready.add(user);
        }
      }
    }
    if (order.size() != grouper.groups().size()) {
      throw new IllegalStateException("the groups of a program depend on each other in a circle");
    }
    return order;
  }
}
