package dev.hourglass.engine.compile;

import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import dev.hourglass.engine.runtime.Memory;
import dev.hourglass.engine.runtime.Place;
import dev.hourglass.engine.runtime.ThreadTeam;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Compiles programs for a team of threads: simplify, group, order, plan memory, make kernels, set
 * barriers.
 */
public final class ProgramCompiler implements Engine {

  private final ThreadTeam team;

  public ProgramCompiler(int threads) {
    this.team = ThreadTeam.of(threads);
  }

  @Override
  public Program compile(Program.Spec spec, State state) {
    Simplifier simplifier = new Simplifier();
    ProductForms forms = new ProductForms();
    UnaryOperator<Tensor> now = t -> forms.rewrite(simplifier.simplify(t));
    Map<Tensor, Tensor> wholeUpdates = new HashMap<>();
    spec.updates().forEach((p, v) -> wholeUpdates.put(p, kept(now.apply(v))));
    Map<Tensor, Tensor> lasting = new HashMap<>();
    spec.outputs().forEach(o -> lasting.put(o, lasting(now.apply(o), wholeUpdates)));
    Set<Tensor> outputs = identitySet(lasting.values());
    Map<Tensor, Tensor> updates = SplitUpdates.of(wholeUpdates, outputs);
    Set<Tensor> all = identitySet(outputs);
    all.addAll(updates.values());

    List<Tensor> ordered = order(all);
    Grouper grouper = new Grouper(ordered, new ArrayList<>(all), forms.slices().keySet());
    List<Group> groups = Schedule.order(grouper, ordered, parted(updates.values()));
    Set<Tensor> stored = stored(groups, grouper, all);
    MemoryPlan plan = new MemoryPlan(groups, stored, outputs, updates, state);
    RandomKernel.Moment moment = new RandomKernel.Moment();
    KernelMaker maker = new KernelMaker(plan, grouper, stored, forms.slices(), moment, team.size());
    groups.forEach(maker::make);
    updates.forEach(maker::assign);

    Map<Tensor, Place> places = new HashMap<>();
    lasting.forEach((output, value) -> places.put(output, plan.place(value)));
    Map<Tensor, Memory> inputs = new HashMap<>(plan.leaves());
    inputs.keySet().removeIf(t -> !(t.op() instanceof Op.Input));
    return new CompiledProgram(maker.steps(), inputs, places, team, moment);
  }

  /** The tensors that must be in memory: those that another kernel reads, and the roots. */
  private static Set<Tensor> stored(List<Group> groups, Grouper grouper, Set<Tensor> roots) {
    Set<Tensor> stored = new HashSet<>();
    for (Group g : groups) {
      for (Tensor t : g.tensors()) {
        boolean alone = !g.takesPointwise() || Layouts.isRowReduction(t);
        if (alone && !(t == g.head && Layouts.isProduct(t))) {
          stored.add(t);
        }
        for (Tensor x : t.inputs()) {
          boolean inRegister = grouper.groupOf(x) == g && t != g.head;
          if (!inRegister) {
            stored.add(computed(x, grouper));
          }
        }
      }
    }
    roots.forEach(r -> stored.add(computed(r, grouper)));
    for (Group g : groups) { // a product needs a place even where only its row sums are kept
      if (g.head != null
          && g.takesPointwise()
          && g.members.stream().noneMatch(t -> stored.contains(t) && Layouts.isPointwise(t))) {
        stored.add(g.head);
      }
    }
    stored.removeIf(t -> grouper.groupOf(t) == null);
    return stored;
  }

  /**
   * What another parameter takes over must not change under it: a copy is made of what is itself
   * only a parameter.
   */
  private static Tensor kept(Tensor value) {
    return Layouts.isLeaf(viewed(value)) ? copy(value) : value;
  }

  /** An output shows the values before the updates, so a parameter that has one is copied. */
  private static Tensor lasting(Tensor output, Map<Tensor, Tensor> updates) {
    return updates.containsKey(viewed(output)) ? copy(output) : output;
  }

  private static Tensor copy(Tensor value) {
    return Tensors.mul(value, Tensors.fill(1));
  }

  private static Tensor viewed(Tensor value) {
    Tensor root = value;
    while (Layouts.isView(root)) {
      root = root.input(0);
    }
    return root;
  }

  /** The new values and, where one is joined of parts, the parts. */
  private static Set<Tensor> parted(Collection<Tensor> values) {
    Set<Tensor> all = identitySet(values);
    for (Tensor v : values) {
      if (v.op() instanceof Op.Concat) {
        v.inputs().forEach(part -> all.add(SplitUpdates.source(part)));
      }
    }
    return all;
  }

  private static Tensor computed(Tensor x, Grouper grouper) {
    Tensor t = x;
    while (grouper.groupOf(t) == null && !t.inputs().isEmpty()) {
      t = t.input(0);
    }
    return t;
  }

  private static Set<Tensor> identitySet(Collection<Tensor> tensors) {
    Set<Tensor> set = new HashSet<>();
    set.addAll(tensors);
    return set;
  }

  /** Every tensor that the roots need, inputs first. */
  static List<Tensor> order(Collection<Tensor> roots) {
    List<Tensor> ordered = new ArrayList<>();
    Set<Tensor> seen = new HashSet<>();
    List<Tensor> stack = new ArrayList<>(roots);
    Collections.reverse(stack);
    while (!stack.isEmpty()) {
      Tensor t = stack.removeLast();
      if (seen.contains(t)) {
        continue;
      }
      List<Tensor> missing = t.inputs().stream().filter(x -> !seen.contains(x)).toList();
      if (missing.isEmpty()) {
        seen.add(t);
        ordered.add(t);
      } else {
        stack.add(t);
        stack.addAll(missing.reversed());
      }
    }
    return ordered;
  }
}
