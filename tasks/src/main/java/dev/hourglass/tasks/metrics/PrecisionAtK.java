package dev.hourglass.tasks.metrics;

/** Precision among the k rows of the highest scores. */
public final class PrecisionAtK {
  private PrecisionAtK() {}

  /**
   * Share of anomalies among the k strangest rows. Where the k-th score is shared by several rows,
   * what is expected when they are drawn at random.
   *
   * @param k 1 to the number of rows
   */
  public static double of(Labelled labelled, int k) {
    if (k < 1 || k > labelled.size()) {
      throw new IllegalArgumentException(
          "precision at k: k must be 1 to %d, got %d".formatted(labelled.size(), k));
    }
    Steps steps = Steps.of(labelled);
    int last = 0;
    while (steps.flagged()[last] < k) {
      last++;
    }
    int flagged = last == 0 ? 0 : steps.flagged()[last - 1];
    int hits = last == 0 ? 0 : steps.hits()[last - 1];
    double share = (double) (steps.hits()[last] - hits) / (steps.flagged()[last] - flagged);
    return (hits + share * (k - flagged)) / k;
  }

  /** With k the number of anomalies (precision at n of PyOD), where precision equals recall. */
  public static double atPositives(Labelled labelled) {
    return of(labelled, labelled.requireBoth().positives());
  }
}
