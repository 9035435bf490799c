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
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Times training steps of a {@link GraphWorkload}: shuffled full batches, gathered by the program.
 */
final class GraphBench {
  private static final double LEARNING_RATE = 1e-3;

  private final GraphWorkload workload;
  private final Random random;
  private final int[] order;
  private final int[] rows;
  private final Program program;
  private final Tensor loss;
  private final List<ScalarInput> scalars;
  private final List<NDArray> scalarValues = new ArrayList<>();

  private GraphBench(GraphWorkload workload, NDArray data, int threads, long seed) {
    this.workload = workload;
    this.random = new Random(seed);
    this.order = IntStream.range(0, workload.rows()).toArray();
    this.rows = new int[workload.batchSize()];
    GraphNetwork network = workload.network().get();
    ParameterLayout layout = network.layout();
    Tensor all = Tensors.input("data", data.shape().toArray());
    Tensor chosen = Tensors.intInput("rows", rows.length);
    this.loss = network.loss(Tensors.gather(all, chosen), layout);
    UpdateRule rule = Adam.of(LEARNING_RATE).update(layout.theta(), layout.flatGradient(loss));
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(layout.theta());
    State state = State.of(parameters);
    layout.initialise(state, seed);
    Program.Spec spec = new Program.Spec(List.of(loss), rule.updates());
    this.program = Engines.compiled(threads).compile(spec, state);
    this.scalars = rule.scalars();
    program.bind(all, data);
    program.bind(chosen, rows);
    for (ScalarInput s : scalars) {
      scalarValues.add(NDArray.scalar(0));
      program.bind(s.input(), scalarValues.getLast());
    }
  }

  /** Trains for about so long. */
  static TrainingFigures measure(
      GraphWorkload workload, double seconds, int threads, long seed, FirstStep firstStep) {
    if (workload.batchSize() > workload.rows()) {
      throw new IllegalArgumentException(
          "a batch of %d rows needs as many rows, got --rows %d"
              .formatted(workload.batchSize(), workload.rows()));
    }
    NDArray data = SyntheticRows.uniform(workload.rows(), workload.network().get().width(), seed);
    firstStep.dataMade();
    GraphBench bench = new GraphBench(workload, data, threads, seed);
    SegmentTimer timer = new SegmentTimer(seconds);
    double last;
    long step = 0;
    do {
      last = bench.step(seed, ++step);
      firstStep.stepDone();
    } while (!timer.done(workload.batchSize()));
    bench.program.close();
    return new TrainingFigures(timer.rate(), last, firstStep.seconds());
  }

  private double step(long seed, long step) {
    int perEpoch = order.length / rows.length;
    int inEpoch = (int) ((step - 1) % perEpoch);
    if (inEpoch == 0) {
      shuffle();
    }
    System.arraycopy(order, inEpoch * rows.length, rows, 0, rows.length);
    for (int i = 0; i < scalarValues.size(); i++) {
      scalarValues.get(i).data()[0] = (float) scalars.get(i).value().at(step, LEARNING_RATE);
    }
    program.run(seed, step);
    float value = program.scalar(loss);
    if (!Float.isFinite(value)) {
      throw new IllegalStateException(
          "%s: the loss of step %d is %s".formatted(workload.name(), step, value));
    }
    return value;
  }

  private void shuffle() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }
}
