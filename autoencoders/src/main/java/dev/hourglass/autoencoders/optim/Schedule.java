package dev.hourglass.autoencoders.optim;

/**
 * How the learning rate changes over a run: a factor for each step, 1 being the optimizer's own
 * rate. Like PyTorch's schedulers stepped once per training step, the first step has the full rate
 * (except under {@link Warmup}).
 */
public sealed interface Schedule {

  /** The optimizer's own rate throughout. */
  Schedule CONSTANT = new Constant();

  /**
   * The factor of a step.
   *
   * @param step 1, 2, ..., {@code totalSteps}
   * @param totalSteps how many steps the run has
   */
  double factor(long step, long totalSteps);

  /** Always 1. */
  record Constant() implements Schedule {
    @Override
    public double factor(long step, long totalSteps) {
      return 1;
    }
  }

  /**
   * Multiplies by {@code gamma} after each {@code every} steps.
   *
   * @param every 1 or more
   * @param gamma above 0
   */
  record StepDecay(long every, double gamma) implements Schedule {
    public StepDecay {
      Checks.positive("step decay: the number of steps", every);
      Checks.positive("step decay: the factor", gamma);
    }

    @Override
    public double factor(long step, long totalSteps) {
      long times = (step - 1) / every;
      return StrictMath.pow(gamma, times);
    }
  }

  /**
   * Multiplies by {@code gamma} after every step.
   *
   * @param gamma above 0, such as 0.9999
   */
  record Exponential(double gamma) implements Schedule {
    public Exponential {
      Checks.positive("exponential decay: the factor", gamma);
    }

    @Override
    public double factor(long step, long totalSteps) {
      return StrictMath.pow(gamma, step - 1);
    }
  }

  /**
   * Half a cosine wave from 1 down to {@code floor} (Loshchilov and Hutter, 2017, without
   * restarts).
   *
   * @param floor the factor that the end of the run approaches, in [0, 1)
   */
  record Cosine(double floor) implements Schedule {
    public Cosine {
      Checks.fraction("cosine decay: the floor", floor);
    }

    @Override
    public double factor(long step, long totalSteps) {
      double progress = Math.min(1, (double) (step - 1) / Math.max(1, totalSteps));
      return floor + (1 - floor) * 0.5 * (1 + StrictMath.cos(StrictMath.PI * progress));
    }
  }

  /**
   * Rises in equal parts to the full rate, which step {@code steps} has first, and then follows
   * another schedule over the steps that remain (Goyal et al., 2017).
   *
   * @param steps 1 or more
   */
  record Warmup(long steps, Schedule after) implements Schedule {
    public Warmup {
      Checks.positive("warm-up: the number of steps", steps);
    }

    @Override
    public double factor(long step, long totalSteps) {
      return step <= steps
          ? (double) step / steps
          : after.factor(step - steps, Math.max(1, totalSteps - steps));
    }
  }

  /**
   * A schedule from text: {@code constant}, {@code cosine} or {@code cosine:FLOOR}, {@code
   * exponential:GAMMA}, {@code step:EVERY:GAMMA}, each after {@code warmup:STEPS,} if wanted, such
   * as {@code warmup:500,cosine}.
   *
   * @throws IllegalArgumentException if the text is none of these; the message lists them
   */
  static Schedule parse(String text) {
    return ScheduleText.parse(text);
  }
}
