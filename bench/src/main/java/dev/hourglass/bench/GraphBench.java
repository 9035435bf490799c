package dev.hourglass.bench;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.ScalarInput;
import dev.hourglass.autoencoders.optim.UpdateRule;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Times training steps of a network that is built straight from the engine: minibatches in shuffled
 * order, gathered within the step, full ones only.
 */
final class GraphBench implements AutoCloseable {
  private static final double LEARNING_RATE = 1e-3;

  private final Program program;
  private final Tensor loss;
  private final List<ScalarInput> scalars;
  private final List<NDArray> scalarValues = new ArrayList<>();
  private final int[] batch;
  private final int[] order;
  private final SplittableRandom random;
  private final long seed;
  private int next;
  private long step;

  GraphBench(GraphWorkload workload, NDArray rows, int threads, long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.batch = new int[Math.min(workload.batchSize(), workload.rows())];
    this.order = new int[workload.rows()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    this.next = order.length;
    ParameterLayout layout = ParameterLayout.of(workload.network().parameters());
    Tensor data = Tensors.input("data", rows.shape().toArray());
    Tensor numbers = Tensors.intInput("rows", batch.length);
    this.loss = workload.network().loss(Tensors.gather(data, numbers), layout);
    UpdateRule rule = Adam.of(LEARNING_RATE).update(layout.theta(), layout.flatGradient(loss));
    this.scalars = rule.scalars();
    List<Tensor> kept = new ArrayList<>(rule.slots());
    kept.add(layout.theta());
    State state = State.of(kept);
    layout.initialise(state, seed);
    this.program =
        Engines.compiled(threads).compile(new Program.Spec(List.of(loss), rule.updates()), state);
    program.bind(data, rows);
    program.bind(numbers, batch);
    for (ScalarInput s : scalars) {
      NDArray value = NDArray.scalar(0);
      scalarValues.add(value);
      program.bind(s.input(), value);
    }
  }

  /** Trains for about so long. */
  static TrainingFigures measure(
      GraphWorkload workload, double seconds, int threads, long seed, FirstStep firstStep) {
    NDArray rows = SyntheticRows.uniform(workload.rows(), workload.network().rowWidth(), seed);
    firstStep.dataMade();
    try (GraphBench bench = new GraphBench(workload, rows, threads, seed)) {
      double mean = bench.step();
      firstStep.stepDone();
      SegmentTimer timer = new SegmentTimer(seconds);
      do {
        mean += (bench.step() - mean) / Math.ceilDiv(workload.rows(), bench.batch.length);
      } while (!timer.done(bench.batch.length));
      return new TrainingFigures(timer.rate(), mean, firstStep.seconds());
    }
  }

  /** One training step; returns the loss before it. */
  double step() {
    if (next + batch.length > order.length) {
      shuffle();
    }
    System.arraycopy(order, next, batch, 0, batch.length);
    next += batch.length;
    step++;
    for (int i = 0; i < scalarValues.size(); i++) {
      scalarValues.get(i).data()[0] = (float) scalars.get(i).value().at(step, LEARNING_RATE);
    }
    program.run(seed, step);
    return program.scalar(loss);
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    next = 0;
  }

  @Override
  public void close() {
    program.close();
  }
}
