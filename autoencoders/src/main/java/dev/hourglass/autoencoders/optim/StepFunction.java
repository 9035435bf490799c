package dev.hourglass.autoencoders.optim;

/** A number as a function of the training step. */
@FunctionalInterface
public interface StepFunction {
  /**
   * The value at a step.
   *
   * @param step 1, 2, ...
   * @param learningRate the learning rate at this step, after the schedule
   */
  double at(long step, double learningRate);
}
