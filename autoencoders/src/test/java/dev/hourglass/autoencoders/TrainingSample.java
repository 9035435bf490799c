package dev.hourglass.autoencoders;

import static dev.hourglass.engine.Tensors.input;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.optim.Optimizer;
import dev.hourglass.autoencoders.optim.Penalty;
import dev.hourglass.autoencoders.optim.RmsProp;
import dev.hourglass.autoencoders.optim.ScalarInput;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.optim.UpdateRule;
import dev.hourglass.engine.Engine;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Ten steps of a 7-5-3-5-7 net, the twin of {@code train} in golden.py. */
record TrainingSample(String optimizer, String variant) {
  private static final int[] WIDTHS = {7, 5, 3, 5, 7};
  private static final int STEPS = 10;

  /** The loss before each step, and the parameters after the last, without gaps. */
  record Result(double[] losses, float[] parameters) {}

  Result run(Engine engine, NDArray data, NDArray initial) {
    List<DenseLayer> layers = layers();
    ParameterLayout layout =
        ParameterLayout.of(layers.stream().flatMap(l -> l.parameters().stream()).toList());
    Tensor x = input("x", data.shape().toArray());
    Tensor h = x;
    for (DenseLayer layer : layers.subList(0, layers.size() - 1)) {
      h = layer.apply(h, layout);
    }
    Tensor loss =
        penalty()
            .addTo(
                Loss.BCE.of(layers.getLast().preactivation(h, layout), Activation.SIGMOID, x),
                layout);
    UpdateRule rule =
        optimizerOf().update(layout.theta(), clipping().apply(layout.flatGradient(loss)));
    List<Tensor> parameters = new ArrayList<>(rule.slots());
    parameters.add(layout.theta());
    State state = State.of(parameters);
    copy(layout, initial.data(), state.get(layout.theta()).data(), true);
    double[] losses = new double[STEPS];
    try (Program program = engine.compile(new Program.Spec(List.of(loss), rule.updates()), state)) {
      program.bind(x, data);
      for (int step = 1; step <= STEPS; step++) {
        bindScalars(program, rule, step);
        program.run(0, step);
        losses[step - 1] = program.scalar(loss);
      }
    }
    float[] result = new float[initial.data().length];
    copy(layout, result, state.get(layout.theta()).data(), false);
    return new Result(losses, result);
  }

  private void bindScalars(Program program, UpdateRule rule, int step) {
    double rate = optimizerOf().learningRate() * schedule().factor(step, STEPS);
    for (ScalarInput scalar : rule.scalars()) {
      program.bind(scalar.input(), NDArray.scalar((float) scalar.value().at(step, rate)));
    }
  }

  private static List<DenseLayer> layers() {
    List<DenseLayer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < WIDTHS.length; i++) {
      layers.add(
          new DenseLayer(
              "l" + i,
              WIDTHS[i],
              WIDTHS[i + 1],
              Activation.TANH,
              Initializer.GLOROT_UNIFORM,
              true,
              null));
    }
    return layers;
  }

  private static void copy(ParameterLayout layout, float[] packed, float[] theta, boolean toTheta) {
    int at = 0;
    for (ParameterSpec spec : layout.specs()) {
      int size = spec.shape().size();
      int offset = layout.offset(spec.name());
      System.arraycopy(
          toTheta ? packed : theta,
          toTheta ? at : offset,
          toTheta ? theta : packed,
          toTheta ? offset : at,
          size);
      at += size;
    }
  }

  private Optimizer optimizerOf() {
    return switch (optimizer) {
      case "sgd", "momentum", "nesterov" -> Optimizer.parse(optimizer, 0.5);
      case "adagrad" -> Optimizer.parse(optimizer, 0.05);
      case "rmsprop-momentum" -> new RmsProp(0.01, 0.99, 1e-8, 0.9);
      default -> Optimizer.parse(optimizer, 0.01);
    };
  }

  private Clipping clipping() {
    return switch (variant) {
      case "clip-value" -> new Clipping.ByValue(0.01);
      case "clip-norm" -> new Clipping.ByGlobalNorm(0.02);
      default -> Clipping.NONE;
    };
  }

  private Penalty penalty() {
    return switch (variant) {
      case "l1" -> new Penalty(1e-3, 0);
      case "l2" -> new Penalty(0, 1e-2);
      default -> Penalty.NONE;
    };
  }

  private Schedule schedule() {
    return switch (variant) {
      case "step" -> new Schedule.StepDecay(3, 0.5);
      case "exponential" -> new Schedule.Exponential(0.9);
      case "cosine" -> new Schedule.Cosine(0.1);
      case "warmup" -> new Schedule.Warmup(4, Schedule.CONSTANT);
      default -> Schedule.CONSTANT;
    };
  }
}
