package dev.hourglass.autoencoders.train;

import java.nio.file.Path;

/**
 * Where and when checkpoints are written.
 *
 * @param resume whether to go on from what is there
 */
public record CheckpointPlan(Path folder, boolean resume, Rhythm rhythm) {

  /**
   * When to write within an epoch; after every epoch anyway.
   *
   * @param seconds write when so much time has passed since the last one; 0: never
   * @param steps write after every so many steps of an epoch; 0: never
   */
  public record Rhythm(double seconds, int steps) {
    /** Every ten seconds. */
    public static final Rhythm DEFAULT = new Rhythm(10, 0);

    public Rhythm {
      if (!(seconds >= 0) || steps < 0) {
        throw new IllegalArgumentException(
            "checkpoints: seconds and steps must be 0 or more, got %s and %d"
                .formatted(seconds, steps));
      }
    }
  }
}
