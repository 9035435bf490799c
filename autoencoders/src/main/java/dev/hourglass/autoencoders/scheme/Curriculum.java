package dev.hourglass.autoencoders.scheme;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * From easy to hard (Bengio et al., 2009): the first epoch sees the easiest share of the rows only,
 * later ones more, in even steps, until all take part. A row is as hard as the model's error on it
 * at the start of the epoch (self-paced, Kumar et al., 2010), or as a given score says.
 *
 * <p>Use it where a few hard or wrong rows disturb the first epochs. Fewer rows mean fewer steps,
 * so a run with a curriculum is shorter than one without.
 *
 * @param start share of the rows in the first epoch, in (0, 1]; 1: no curriculum
 * @param epochs the epoch from which on all rows take part, 1 or more
 * @param scores how hard each row of the training data is; empty: as the model finds
 */
public record Curriculum(double start, int epochs, Optional<List<Float>> scores) {
  /** All rows in every epoch. */
  public static final Curriculum NONE = new Curriculum(1, 1, Optional.empty());

  public Curriculum {
    if (!(start > 0 && start <= 1)) {
      throw new IllegalArgumentException(
          "a curriculum starts with a share of the rows in (0, 1], got " + start);
    }
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "a curriculum reaches all rows in an epoch from 1 on, got " + epochs);
    }
    scores = scores.map(List::copyOf);
  }

  /** Whether it goes by the model's own error. */
  public boolean isMeasured() {
    return epochs > 1 && start < 1 && scores.isEmpty();
  }

  /** By the model's own error. */
  public static Curriculum of(double start, int epochs) {
    return new Curriculum(start, epochs, Optional.empty());
  }

  /**
   * How many of the rows take part in an epoch: whole batches, until all rows do.
   *
   * @param epoch 1, 2, ...
   * @param rows of training data
   * @param batch rows of a step
   */
  public int count(int epoch, int rows, int batch) {
    if (epoch >= epochs) {
      return rows;
    }
    double share = start + (1 - start) * (epoch - 1) / (epochs - 1);
    int batches = Math.max(1, (int) Math.ceil(share * rows / batch));
    return (int) Math.min(rows, (long) batches * batch);
  }

  /**
   * The easiest rows, ascending; among equals the first ones.
   *
   * @param rows to choose from, ascending
   * @param difficulty of each row, by row number
   */
  public static int[] easiest(int[] rows, float[] difficulty, int count) {
    int[] chosen =
        Arrays.stream(rows)
            .boxed()
            .sorted((a, b) -> {
              int c = Float.compare(difficulty[a], difficulty[b]);
              return c != 0 ? c : Integer.compare(a, b);
            })
            .limit(count)
            .mapToInt(Integer::intValue)
            .toArray();
    Arrays.sort(chosen);
    return chosen;
  }

  /** How many rows each epoch of a run sees. */
  public List<Integer> counts(int epochsOfRun, int rows, int batch) {
    return IntStream.rangeClosed(1, epochsOfRun)
        .mapToObj(epoch -> count(epoch, rows, Math.min(batch, rows)))
        .toList();
  }

  /** For people and for a checkpoint's identity. */
  public String text() {
    return epochs == 1 || start == 1
        ? "none"
        : "%s:%d%s"
            .formatted(
                start,
                epochs,
                scores.map(s -> " by scores of hash %08x".formatted(s.hashCode())).orElse(""));
  }

  /**
   * The curriculum of a text such as {@code 0.3} or {@code 0.3:10}.
   *
   * @param epochsOfRun of which the first half is used, unless the text says otherwise
   * @throws IllegalArgumentException if it is neither
   */
  public static Curriculum parse(String text, int epochsOfRun) {
    String[] parts = text.strip().split(":", -1);
    try {
      if (parts.length <= 2) {
        int epochs = parts.length == 2 ? Integer.parseInt(parts[1]) : Math.max(2, epochsOfRun / 2);
        return of(Double.parseDouble(parts[0]), epochs);
      }
    } catch (NumberFormatException e) {
      throw unknown(text);
    }
    throw unknown(text);
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException(
        "unknown curriculum \"%s\": write the share of rows to start with, and perhaps the epoch from which on all take part, such as 0.3:10"
            .formatted(text));
  }
}
