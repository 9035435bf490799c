package dev.hourglass.tasks.metrics;

/**
 * Scores and the truth about them. The arrays are shared, not copied.
 *
 * @param scores N numbers, higher is stranger; infinities are allowed, NaN is not
 * @param anomalous N truths
 */
public record Labelled(double[] scores, boolean[] anomalous) {
  public Labelled {
    if (scores.length != anomalous.length || scores.length == 0) {
      throw new IllegalArgumentException(
          "needs one label per score and at least one, got %d scores and %d labels"
              .formatted(scores.length, anomalous.length));
    }
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("score %d is not a number".formatted(i + 1));
      }
    }
  }

  /** How many rows. */
  public int size() {
    return scores.length;
  }

  /** How many anomalies. */
  public int positives() {
    int count = 0;
    for (boolean a : anomalous) {
      count += a ? 1 : 0;
    }
    return count;
  }

  /** Requires anomalies and ordinary rows. */
  Labelled requireBoth() {
    int positives = positives();
    if (positives == 0 || positives == size()) {
      throw new IllegalArgumentException(
          "needs anomalies and ordinary rows, got %d anomalies among %d rows"
              .formatted(positives, size()));
    }
    return this;
  }

  /** The same rows, chosen by number; a row may be chosen more than once. */
  Labelled rows(int[] chosen) {
    double[] s = new double[chosen.length];
    boolean[] a = new boolean[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      s[i] = scores[chosen[i]];
      a[i] = anomalous[chosen[i]];
    }
    return new Labelled(s, a);
  }
}
