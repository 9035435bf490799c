package dev.hourglass.tasks.series;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.NeighbourSearch;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.baseline.Rows;
import java.util.Arrays;

/**
 * A window should look like the k-th nearest training window, so that the error of a window is its
 * squared distance to it.
 *
 * @param windows that were trained on, [R, D]
 * @param search over them
 * @param k 1 to R
 */
record NearestReconstruction(NDArray windows, NeighbourSearch search, int k)
    implements Reconstruction {

  static NearestReconstruction fit(NDArray windows, int k, int threads) {
    return new NearestReconstruction(
        windows, NeighbourSearch.over(windows, threads), Math.min(k, windows.shape().dim(0)));
  }

  @Override
  public NDArray expected(NDArray queries) {
    Neighbours found = search.find(queries, k);
    int[] chosen = new int[found.rows()];
    Arrays.setAll(chosen, i -> found.index(i, k - 1));
    return Rows.choose(windows, chosen);
  }
}
