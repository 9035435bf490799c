package dev.hourglass.bench.micro;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.ScalarInput;
import dev.hourglass.autoencoders.optim.UpdateRule;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One step of 784-128-784 (ReLU, sigmoid, binary cross-entropy, Adam at 1e-3): gather, forward,
 * backward, update, as one program.
 */
@State(Scope.Thread)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // JMH fills the fields
public class TrainingStepBenchmark {
  private static final int WIDTH = 784;
  private static final int HIDDEN = 128;
  private static final int ROWS = 8192;
  private static final long SEED = 42;
  private static final double LEARNING_RATE = 1e-3;

  /** Counts rows. */
  @AuxCounters
  @State(Scope.Thread)
  public static class Rows {
    /** Rows learned from. */
    public long samples;
  }

  /** Rows of a step. */
  @Param({"32", "256", "1024"})
  public int batch;

  /** Of the engine. */
  @Param({"1", "2"})
  public int threads;

  private final List<NDArray> scalars = new ArrayList<>();
  private UpdateRule rule;
  private Tensor loss;
  private Program program;
  private int[] rows;
  private long step;
  private float firstLoss;

  /** Builds the graph of the step and compiles it. */
  @Setup
  public void compile() {
    Autoencoder model =
        Autoencoder.dense(WIDTH, HIDDEN, WIDTH)
            .activation(Activation.RELU)
            .outputActivation(Activation.SIGMOID)
            .build();
    ParameterLayout layout = model.layout();
    Tensor data = Tensors.input("data", ROWS, WIDTH);
    Tensor chosen = Tensors.intInput("rows", batch);
    Tensor x = Tensors.gather(data, chosen);
    Pass pass = Pass.training(layout, model.statistics());
    Tensor code = model.architecture().encode(x, pass);
    loss = Loss.BCE.of(model.architecture().preactivation(code, pass), Activation.SIGMOID, x);
    rule = Adam.of(LEARNING_RATE).update(layout.theta(), layout.flatGradient(loss));
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(layout.theta());
    dev.hourglass.engine.State state = dev.hourglass.engine.State.of(parameters);
    layout.initialise(state, SEED);
    program =
        Engines.compiled(threads).compile(new Program.Spec(List.of(loss), rule.updates()), state);
    rows = new int[batch];
    program.bind(data, RandomNumbers.between(0, 1, Shape.of(ROWS, WIDTH), SEED));
    program.bind(chosen, rows);
    for (ScalarInput scalar : rule.scalars()) {
      NDArray value = NDArray.scalar(0);
      scalars.add(value);
      program.bind(scalar.input(), value);
    }
    firstLoss = next();
  }

  /** One step on the next rows. */
  @Benchmark
  public float step(Rows counter) {
    counter.samples += batch;
    return next();
  }

  private float next() {
    step++;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) ((step * batch + i) % ROWS);
    }
    for (int i = 0; i < scalars.size(); i++) {
      double value = rule.scalars().get(i).value().at(step, LEARNING_RATE);
      scalars.get(i).data()[0] = (float) value;
    }
    program.run(SEED, step);
    return program.scalar(loss);
  }

  /** The loss must have fallen. */
  @TearDown
  public void check() {
    float lastLoss = next();
    program.close();
    if (!(lastLoss < firstLoss)) {
      throw new IllegalStateException(
          "the loss went from %s to %s in %d steps".formatted(firstLoss, lastLoss, step));
    }
  }
}
