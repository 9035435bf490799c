package dev.hourglass.engine.compile;

import dev.hourglass.engine.DType;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Memory;
import dev.hourglass.engine.runtime.Place;
import dev.hourglass.engine.runtime.ThreadTeam;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The kernels of a program in order, with the barriers between them. */
final class CompiledProgram implements Program {

  /**
   * A kernel in its place.
   *
   * @param barrier whether all threads must have come here before it starts
   */
  record Step(Kernel kernel, boolean barrier) {}

  private final Step[] steps;
  private final Map<Tensor, Memory> inputs;
  private final Map<Tensor, Place> outputs;
  private final ThreadTeam team;
  private final RandomKernel.Moment moment;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final ThreadTeam.Job job = this::walk;
  private final @Nullable KernelTimes times;
  private final Map<Tensor, Boolean> bound = new HashMap<>();
  private boolean dirty = true;

  CompiledProgram(
      List<Step> steps,
      Map<Tensor, Memory> inputs,
      Map<Tensor, Place> outputs,
      ThreadTeam team,
      RandomKernel.Moment moment) {
    this.steps = steps.toArray(Step[]::new);
    this.inputs = inputs;
    this.outputs = outputs;
    this.team = team;
    this.moment = moment;
    this.times = KernelTimes.wanted(this.steps, team.size());
  }

  @Override
  public void bind(Tensor input, NDArray value) {
    if (!value.shape().equals(input.shape()) || input.type() != DType.F32) {
      throw new ShapeException(
          "input %s is %s %s, got F32 %s"
              .formatted(input.op(), input.type(), input.shape(), value.shape()));
    }
    bound.put(input, true);
    Memory memory = inputs.get(input);
    if (memory != null && memory.floats() != value.data()) {
      memory.set(value.data());
      dirty = true;
    }
  }

  @Override
  public void bind(Tensor input, int[] value) {
    if (value.length != input.shape().size() || input.type() != DType.I32) {
      throw new ShapeException(
          "input %s is %s %s, got %d I32"
              .formatted(input.op(), input.type(), input.shape(), value.length));
    }
    bound.put(input, true);
    Memory memory = inputs.get(input);
    if (memory != null) {
      memory.set(value);
    }
  }

  @Override
  public void run(long seed, long step) {
    if (dirty) {
      refresh();
    }
    moment.seed = seed;
    moment.step = step;
    team.execute(job);
    Throwable thrown = failure.get();
    if (thrown != null) {
      failure.set(null);
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(thrown);
      }
    }
  }

  private void refresh() {
    for (Tensor input : inputs.keySet()) {
      if (input.op() instanceof Op.Input(String name) && !bound.containsKey(input)) {
        throw new IllegalStateException(
            "input \"" + name + "\" " + input.shape() + " is not bound");
      }
    }
    for (Step s : steps) {
      s.kernel().refresh();
    }
    dirty = false;
  }

  /**
   * What each thread does. A failure stops the kernels but not the barriers, at which the others
   * may wait.
   */
  private void walk(int member, ThreadTeam members) {
    if (times != null) {
      walkTimed(times, member, members);
      return;
    }
    for (Step s : steps) {
      if (s.barrier()) {
        members.barrier();
      }
      try {
        s.kernel().run(member, members.size());
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  private void walkTimed(KernelTimes t, int member, ThreadTeam members) {
    for (int i = 0; i < steps.length; i++) {
      long start = System.nanoTime();
      if (steps[i].barrier()) {
        members.barrier();
      }
      long met = System.nanoTime();
      steps[i].kernel().run(member, members.size());
      t.waited(member, i, met - start);
      t.worked(member, i, System.nanoTime() - met);
    }
    t.ran(member);
  }

  @Override
  public NDArray output(Tensor output) {
    Place p = placeOf(output, DType.F32);
    return new NDArray(
        output.shape(), Arrays.copyOfRange(p.memory().floats(), p.offset(), p.offset() + p.size()));
  }

  @Override
  public float scalar(Tensor output) {
    Place p = placeOf(output, DType.F32);
    return p.memory().floats()[p.offset()];
  }

  @Override
  public int[] intOutput(Tensor output) {
    Place p = placeOf(output, DType.I32);
    return Arrays.copyOfRange(p.memory().ints(), p.offset(), p.offset() + p.size());
  }

  private Place placeOf(Tensor output, DType type) {
    Place p = outputs.get(output);
    if (p == null || output.type() != type) {
      throw new IllegalArgumentException(
          "not an %s output of this program: %s".formatted(type, output));
    }
    return p;
  }

  @Override
  public void close() {
    if (times != null) {
      times.print();
    }
  }
}
