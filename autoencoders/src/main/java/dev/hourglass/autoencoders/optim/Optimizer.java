package dev.hourglass.autoencoders.optim;

import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.List;
import java.util.Locale;

/**
 * How parameters follow their gradient. Formulas and defaults are PyTorch's. An update is
 * elementwise and maps a parameter of 0 with gradient 0 to 0, so the gaps of a parameter layout
 * stay zero.
 */
public sealed interface Optimizer permits Sgd, Adagrad, RmsProp, Adam, AdamW {

  /** The learning rate before any schedule. */
  double learningRate();

  /** The same optimizer at another learning rate. */
  Optimizer withLearningRate(double learningRate);

  /** The name on the command line and in a model file, such as {@code adam}. */
  String id();

  /** Names of the slots, in order, such as {@code adam.m}. */
  List<String> slotNames();

  /**
   * New slots (parameter tensors) for parameters of the shape of {@code theta}. Programs that share
   * a state share them.
   */
  default List<Tensor> newSlots(Tensor theta) {
    return slotNames().stream()
        .map(name -> Tensors.parameter(name, theta.shape().toArray()))
        .toList();
  }

  /**
   * One step over slots made by {@link #newSlots}, so that several programs (full batches, the last
   * short one) can move the same parameters.
   *
   * @param theta the parameters, a parameter tensor
   * @param gradient of the shape of {@code theta}
   * @param slots in the order of {@link #slotNames}
   */
  UpdateRule update(Tensor theta, Tensor gradient, List<Tensor> slots);

  /** One step over new slots. */
  default UpdateRule update(Tensor theta, Tensor gradient) {
    return update(theta, gradient, newSlots(theta));
  }

  /**
   * The optimizer of a name: {@code sgd}, {@code momentum} and {@code nesterov} (SGD with momentum
   * 0.9), {@code adagrad}, {@code rmsprop}, {@code adam}, {@code adamw}, {@code adamw:DECAY} (with
   * that weight decay); case does not matter.
   *
   * @throws IllegalArgumentException if there is none of this name (the message lists them), if the
   *     learning rate is not positive, or if the weight decay is not a number from 0 on
   */
  static Optimizer parse(String name, double learningRate) {
    String known = name.strip().toLowerCase(Locale.ROOT);
    if (known.startsWith("adamw:")) {
      return AdamW.of(learningRate, decay(known.substring("adamw:".length()), name));
    }
    return switch (known) {
      case "sgd" -> Sgd.of(learningRate);
      case "momentum" -> Sgd.momentum(learningRate);
      case "nesterov" -> Sgd.nesterov(learningRate);
      case "adagrad" -> Adagrad.of(learningRate);
      case "rmsprop" -> RmsProp.of(learningRate);
      case "adam" -> Adam.of(learningRate);
      case "adamw" -> AdamW.of(learningRate);
      default ->
          throw new IllegalArgumentException(
              "unknown optimizer \"%s\": choose one of sgd, momentum, nesterov, adagrad, rmsprop, adam, adamw, adamw:DECAY"
                  .formatted(name));
    };
  }

  private static double decay(String text, String name) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "the weight decay of \"%s\" is no number: write adamw:DECAY, such as adamw:0.05"
              .formatted(name),
          e);
    }
  }
}
