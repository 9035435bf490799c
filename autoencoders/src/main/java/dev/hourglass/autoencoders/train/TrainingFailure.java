package dev.hourglass.autoencoders.train;

import java.util.Locale;

/**
 * The loss stopped being a number. The model holds the weights of its best epoch so far (the first
 * weights, if no epoch was whole), and the last checkpoint stays.
 */
public final class TrainingFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final int step;
  private final double lossBefore;
  private final double largestGradient;

  /**
   * @param epoch 1, 2, ...
   * @param step within the epoch, 1, 2, ...
   * @param loss the loss that is NaN or infinite
   * @param lossBefore the loss of the step before, NaN if this was the first one
   * @param largestGradient the largest finite absolute gradient of the batch, unclipped
   */
  TrainingFailure(int epoch, int step, double loss, double lossBefore, double largestGradient) {
    super(message(epoch, step, loss, lossBefore, largestGradient));
    this.epoch = epoch;
    this.step = step;
    this.lossBefore = lossBefore;
    this.largestGradient = largestGradient;
  }

  private static String message(
      int epoch, int step, double loss, double lossBefore, double largestGradient) {
    String before =
        Double.isNaN(lossBefore)
            ? "it was the first step"
            : String.format(Locale.ROOT, "the loss before it was %.6g", lossBefore);
    return String.format(
        Locale.ROOT,
        "epoch %d, step %d: the loss became %s (%s; largest gradient %.6g); "
            + "try a learning rate ten times lower, clip the gradient, or scale the data to [0, 1]",
        epoch,
        step,
        loss,
        before,
        largestGradient);
  }

  public int epoch() {
    return epoch;
  }

  public int step() {
    return step;
  }

  public double lossBefore() {
    return lossBefore;
  }

  public double largestGradient() {
    return largestGradient;
  }
}
