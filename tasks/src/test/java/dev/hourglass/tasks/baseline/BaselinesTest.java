package dev.hourglass.tasks.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.Golden;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselinesTest {

  static NDArray random(long seed, int rows, int columns, boolean coarse) {
    Random random = new Random(seed);
    float[] data = new float[rows * columns];
    for (int i = 0; i < data.length; i++) {
      data[i] = coarse ? random.nextInt(3) : (float) (random.nextGaussian() + 100);
    }
    return NDArray.of(data, rows, columns);
  }

  @Test
  void mahalanobis_and_neighbours_are_those_of_scikit_learn() {
    NDArray train = Golden.rows("train", 5);
    NDArray test = Golden.rows("test", 5);
    assertThat(new Mahalanobis().fit(train).score(test))
        .containsExactly(Golden.get("mahalanobis"), within(1e-4));
    assertThat(new NearestNeighbours(5, 2).fit(train).score(test))
        .containsExactly(Golden.get("knn-5"), within(1e-9));
  }

  /** Their random numbers differ, so means over seeds are compared. */
  @Test
  void isolation_forests_score_as_scikit_learns_on_the_mean() {
    NDArray train = Golden.rows("forest.train", 4);
    NDArray test = Golden.rows("forest.test", 4);
    double[] mean = new double[5];
    for (long seed = 0; seed < 20; seed++) {
      double[] scores = IsolationForest.of(seed).fit(train).score(test);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += scores[i] / 20;
      }
    }
    assertThat(mean).containsExactly(Golden.get("forest"), within(0.01));
  }

  @ParameterizedTest(name = "{1} x {2}, k {3}, coarse {4}, seed {0}")
  @CsvSource({
    "1,1,1,1,false",
    "2,40,3,5,false",
    "3,700,10,4,false",
    "4,700,4,7,true",
    "5,1,12,1,false",
    "6,300,12,5,false",
    "7,2500,17,3,false",
    "8,900,20,6,true"
  })
  void every_search_finds_what_a_full_scan_finds(
      long seed, int rows, int columns, int k, boolean coarse) {
    NDArray train = random(seed, rows, columns, coarse);
    NDArray test = random(seed + 100, 130, columns, coarse);
    Neighbours found = NeighbourSearch.over(train, 2).find(test, k);
    for (int q = 0; q < 130; q++) {
      double[] all = new double[rows];
      for (int r = 0; r < rows; r++) {
        all[r] =
            Math.sqrt(
                NeighbourSearch.square(
                    test.data(), q * columns, train.data(), r * columns, columns));
      }
      for (int i = 0; i < k; i++) {
        assertThat(found.distance(q, i)).isEqualTo(all[found.index(q, i)]);
      }
      Arrays.sort(all);
      assertThat(found.distance(q, k - 1)).as("seed " + seed).isEqualTo(all[k - 1]);
    }
  }

  @Test
  void pca_leaves_over_what_is_off_the_plane() {
    float[] data = new float[300];
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      data[3 * i] = (float) random.nextGaussian();
      data[3 * i + 1] = (float) random.nextGaussian();
      data[3 * i + 2] = data[3 * i] + data[3 * i + 1];
    }
    Detector.Fitted pca = new PcaResidual(0.99).fit(NDArray.of(data, 100, 3));
    double[] scores = pca.score(NDArray.of(new float[] {1, 1, 2, 1, 1, -2}, 2, 3));
    assertThat(scores[0]).isLessThan(1e-9);
    assertThat(scores[1]).isGreaterThan(1);
  }

  @Test
  void a_constant_column_stays_visible() {
    NDArray train = NDArray.of(new float[] {0, 7, 1, 7, 2, 7, 3, 7}, 4, 2);
    NDArray test = NDArray.of(new float[] {1, 7, 1, 9}, 2, 2);
    for (Detector d : new Detector[] {new NearestNeighbours(1, 1), new Mahalanobis()}) {
      double[] scores = new Standardised(d).fit(train).score(test);
      assertThat(scores[1]).as(d.id()).isGreaterThan(scores[0]);
    }
  }

  @Test
  void a_blend_is_the_mean_of_logarithms_over_medians() {
    NDArray train = NDArray.of(new float[] {0, 1, 2, 4}, 4, 1);
    Detector near = new NearestNeighbours(2, 1); // 1, 1, 1, 2 on the training rows
    Detector blend =
        new Blended(
            "b", java.util.List.of(new Blended.Member(near, 2), new Blended.Member(near, 1)));
    double[] scores = blend.fit(train).score(NDArray.of(new float[] {0.5f, 9}, 2, 1));
    assertThat(scores[0]).isCloseTo(1.5 * Math.log(0.51), within(1e-9));
    assertThat(scores[1]).isCloseTo(1.5 * Math.log(7.01), within(1e-9));
  }

  @Test
  void windows_give_scores_of_points() {
    NDArray series = NDArray.of(new float[] {1, 2, 3, 4}, 4, 1);
    Detector.Fitted fitted = new Windowed(new NearestNeighbours(1, 1), 2).fit(series);
    assertThat(fitted.score(series)).containsExactly(0, 0, 0, 0);
    assertThat(fitted.score(NDArray.of(new float[] {1, 2, 9}, 3, 1))[2]).isGreaterThan(4);
  }

  @Test
  void wrong_columns_are_refused() {
    NDArray train = random(1, 20, 3, false);
    assertThatThrownBy(() -> new Mahalanobis().fit(train).score(random(2, 4, 2, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mahalanobis was fitted on rows of 3 numbers, got [4, 2]");
    assertThatThrownBy(() -> IsolationForest.DEFAULTS.fit(random(1, 1, 3, false)))
        .hasMessageStartingWith("isolation-forest needs a matrix of two rows or more");
  }
}
