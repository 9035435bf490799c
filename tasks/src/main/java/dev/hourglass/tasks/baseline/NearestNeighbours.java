package dev.hourglass.tasks.baseline;

import dev.hourglass.engine.NDArray;

/**
 * Distance to the k-th nearest training row (Ramaswamy et al., 2000). Exact. A training row that is
 * scored again finds itself at distance 0.
 *
 * @param k 1 or more; with fewer training rows, the farthest of them counts
 * @param threads of the products; no result depends on it
 */
public record NearestNeighbours(int k, int threads) implements Detector {
  public NearestNeighbours {
    if (k < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "nearest neighbours: needs k and threads of 1 or more, got %d and %d"
              .formatted(k, threads));
    }
  }

  /** With all processors. */
  public static NearestNeighbours of(int k) {
    return new NearestNeighbours(k, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String id() {
    return "knn-" + k;
  }

  @Override
  public Fitted fit(NDArray rows) {
    NeighbourSearch search = NeighbourSearch.over(Rows.requireFit(id(), rows), threads);
    int count = Math.min(k, rows.shape().dim(0));
    return r -> {
      Neighbours found = search.find(r, count);
      double[] scores = new double[found.rows()];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = found.distance(i, count - 1);
      }
      return scores;
    };
  }
}
