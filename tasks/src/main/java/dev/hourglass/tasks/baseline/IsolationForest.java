package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;
import java.util.stream.IntStream;

/**
 * Isolation forest (Liu, Ting and Zhou, 2008): random cuts isolate strange rows sooner. The score
 * is 2^(-E[h] / c(n)), h the number of cuts, c its mean over ordinary rows: near 1 is strange, 0.5
 * or less is ordinary.
 *
 * @param trees 1 or more
 * @param sample rows per tree, drawn without replacement, 2 or more; all rows where there are fewer
 * @param seed of samples and cuts
 */
public record IsolationForest(int trees, int sample, long seed) implements Detector {
  /** The paper's and scikit-learn's size: 100 trees of 256 rows. */
  public static final IsolationForest DEFAULTS = new IsolationForest(100, 256, 42);

  private static final double EULER = 0.57721566490153286;

  public IsolationForest {
    if (trees < 1 || sample < 2) {
      throw new IllegalArgumentException(
          "isolation forest: needs 1 tree and a sample of 2 rows or more, got %d and %d"
              .formatted(trees, sample));
    }
  }

  /** The defaults with another seed. */
  public static IsolationForest of(long seed) {
    return new IsolationForest(DEFAULTS.trees, DEFAULTS.sample, seed);
  }

  @Override
  public String id() {
    return "isolation-forest";
  }

  @Override
  public Fitted fit(NDArray rows) {
    int columns = Rows.requireFit(id(), rows).shape().dim(1);
    int size = Math.min(sample, rows.shape().dim(0));
    IsolationTree[] forest =
        IntStream.range(0, trees)
            .parallel()
            .mapToObj(t -> IsolationTree.grow(rows, size, seed, t))
            .toArray(IsolationTree[]::new);
    double ordinary = meanPath(size);
    return r -> score(forest, ordinary, Rows.requireColumns(id(), r, columns));
  }

  private static double[] score(IsolationTree[] forest, double ordinary, NDArray rows) {
    int columns = rows.shape().dim(1);
    double[] scores = new double[rows.shape().dim(0)];
    IntStream.range(0, scores.length)
        .parallel()
        .forEach(i -> {
          double sum = 0;
          for (IsolationTree tree : forest) {
            sum += tree.path(rows.data(), i * columns);
          }
          scores[i] = StrictMath.pow(2, -sum / forest.length / ordinary);
        });
    return scores;
  }

  /** Mean path of an unsuccessful search in a binary search tree of n rows, c(n). */
  static double meanPath(int n) {
    if (n <= 2) {
      return n - 1;
    }
    return 2 * (StrictMath.log(n - 1) + EULER) - 2.0 * (n - 1) / n;
  }
}
