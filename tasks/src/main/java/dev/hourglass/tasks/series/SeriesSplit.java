package dev.hourglass.tasks.series;

import dev.hourglass.engine.random.Threefry;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which windows of series train, and which points calibrate: blocks of time that no training window
 * touches. A series of four windows or more holds out blocks at random places, each in a part of
 * the series of its own; a shorter one trains whole or calibrates whole.
 *
 * @param starts where training windows start, with all series one behind the other
 * @param heldOut for each series which points calibrate, [T]
 */
record SeriesSplit(int[] starts, List<boolean[]> heldOut) {
  private static final int PLACES = (1 << 24) + 80;
  private static final int MOST_BLOCKS = 8;
  private static final int FEWEST_WINDOWS = 4;
  private static final int EVERY = 5;

  /**
   * Splits.
   *
   * @param lengths of the series
   * @param excluded for each series points that neither train nor calibrate, such as known
   *     anomalies, [T]
   * @param window L
   * @param share of the time to hold out
   * @throws IllegalArgumentException if no window remains to train, or no point to calibrate
   */
  static SeriesSplit of(
      int[] lengths, List<boolean[]> excluded, int window, double share, long seed) {
    boolean[][] held = new boolean[lengths.length][];
    for (int s = 0; s < lengths.length; s++) {
      held[s] = new boolean[lengths[s]];
      if (lengths[s] >= FEWEST_WINDOWS * window || lengths.length == 1) {
        blocks(held[s], window, share, seed, s);
      } else if (s % EVERY == EVERY - 1 || s == lengths.length - 1) {
        Arrays.fill(held[s], true);
      }
    }
    IntStream.Builder starts = IntStream.builder();
    int offset = 0;
    int calibrating = 0;
    for (int s = 0; s < lengths.length; s++) {
      windows(held[s], excluded.get(s), window, offset, starts);
      for (int t = 0; t < lengths[s]; t++) {
        held[s][t] &= !excluded.get(s)[t];
        calibrating += held[s][t] ? 1 : 0;
      }
      offset += lengths[s];
    }
    int[] found = starts.build().toArray();
    if (found.length == 0 || calibrating == 0) {
      throw new IllegalArgumentException(
          "too few ordinary points for windows of %d: the longest series has %,d rows; take shorter windows (--window N), or more rows"
              .formatted(window, Arrays.stream(lengths).max().orElse(0)));
    }
    return new SeriesSplit(found, List.of(held));
  }

  private static void blocks(boolean[] held, int window, double share, long seed, int series) {
    int total = held.length;
    int blocks = Math.clamp((long) (share * total / (2 * window)), 1, MOST_BLOCKS);
    int part = total / blocks;
    int length = Math.min(part, Math.max(1, (int) Math.round(share * total / blocks)));
    for (int b = 0; b < blocks; b++) {
      int place = Threefry.below(part - length + 1, seed, PLACES, series, b);
      Arrays.fill(held, b * part + place, b * part + place + length, true);
    }
  }

  /** Adds the windows without a held-out or excluded point. */
  private static void windows(
      boolean[] held, boolean[] excluded, int window, int offset, IntStream.Builder starts) {
    int free = 0;
    for (int t = 0; t < held.length; t++) {
      free = held[t] || excluded[t] ? 0 : free + 1;
      if (free >= window) {
        starts.add(offset + t - window + 1);
      }
    }
  }
}
