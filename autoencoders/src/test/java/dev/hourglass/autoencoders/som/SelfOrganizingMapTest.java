package dev.hourglass.autoencoders.som;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.GoldenValues;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.engine.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfOrganizingMapTest {
  private static final GoldenValues GOLDEN = new GoldenValues("som.txt");
  private static final NDArray ROWS = Samples.nearPlane(50, 6, 0.05, 1);

  private static SomOptions options(int rows, int columns, Lattice lattice) {
    return SomOptions.DEFAULTS
        .withGrid(new MapGrid(rows, columns, lattice))
        .withEpochs(6)
        .withThreads(1);
  }

  private static SelfOrganizingMap of(MapGrid grid, float... weights) {
    MapRecord record =
        new MapRecord(
            Radius.USUAL, Start.PLANE, 1, 7, List.of(), new MapErrors(0, 0, 0, 1), Map.of());
    return new SelfOrganizingMap(
        grid,
        NDArray.of(weights, grid.units(), weights.length / grid.units()),
        new Preprocessing.Identity(),
        Optional.empty(),
        record,
        1);
  }

  @Test
  void errors_worked_out_by_hand() {
    MapGrid line = new MapGrid(1, 4, Lattice.RECTANGULAR);
    SelfOrganizingMap map = of(line, 0, 0, 10, 0, 1, 0, 12, 0); // folded: 0 lies beside 1
    NDArray rows = NDArray.of(new float[] {0, 3, 10.5f, 0, 12, 4, 1, 0}, 4, 2);
    MapErrors errors = map.errors(rows);
    assertThat(errors.quantization()).isCloseTo((3 + 0.5 + 4 + 0) / 4, within(1e-12));
    // best two of the rows: 0 and 2, 1 and 3, 3 and 1, 2 and 0: none neighbours on the line
    assertThat(errors.topographic()).isEqualTo(1);
    assertThat(errors.meanSquare()).isCloseTo((9 + 0.25 + 16 + 0) / 8, within(1e-12));
    assertThat(errors.rows()).isEqualTo(4);
    assertThat(of(line, 0, 0, 1, 0, 10, 0, 12, 0).errors(rows).topographic()).isZero();
  }

  @Test
  void a_row_is_told_by_the_place_and_the_weights_of_its_best_unit() {
    SelfOrganizingMap map = of(new MapGrid(2, 2, Lattice.RECTANGULAR), 0, 1, 5, 9);
    NDArray rows = NDArray.of(new float[] {8, 0.9f, -3}, 3, 1);
    assertThat(map.encode(rows).data()).containsExactly(1, 1, 0, 1, 0, 0);
    assertThat(map.reconstruct(rows).data()).containsExactly(9, 1, 0);
    assertThat(map.hits(rows)).containsExactly(1, 1, 0, 1);
  }

  @Test
  void the_u_matrix_worked_out_by_hand() {
    UMatrix matrix = of(new MapGrid(2, 2, Lattice.RECTANGULAR), 0, 1, 5, 9).uMatrix();
    assertThat(matrix.between(0, 3)).isEqualTo(9);
    assertThat(matrix.around(0)).isEqualTo((1 + 5) / 2.0);
    assertThat(matrix.around(3)).isEqualTo((8 + 4) / 2.0);
  }

  @ParameterizedTest
  @CsvSource({
    "rectangular, 4, 6, RECTANGULAR, 3, 0.5, 7",
    "hexagonal, 5, 3, HEXAGONAL, 2.5, 1, 6",
    "line, 1, 9, RECTANGULAR, 4, 0.7, 5"
  })
  void numpy_builds_the_same_map(
      String name, int rows, int columns, Lattice lattice, double start, double end, int epochs) {
    SomOptions options =
        options(rows, columns, lattice).withEpochs(epochs).withRadius(new Radius(start, end));
    NDArray x = GOLDEN.get(name + "/x").toFloats();
    assertClose(InitialMap.of(options, x), GOLDEN.get(name + "/first").values());
    SelfOrganizingMap map = SomTrainer.of(options).fit(x);
    assertClose(map.weights().data(), GOLDEN.get(name + "/units").values());
    float[] places = map.encode(x).data();
    double[] best = GOLDEN.get(name + "/best").values();
    for (int i = 0; i < best.length; i++) {
      assertThat((double) places[2 * i] * columns + places[2 * i + 1]).isEqualTo(best[i]);
    }
    MapErrors errors = map.record().errors();
    assertThat(errors).isEqualTo(map.errors(x));
    assertThat(errors.quantization())
        .isCloseTo(GOLDEN.get(name + "/quantization").values()[0], within(1e-6));
    assertThat(errors.topographic())
        .isCloseTo(GOLDEN.get(name + "/topographic").values()[0], within(1e-9));
  }

  private static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i]).as("number %d", i).isCloseTo(expected[i], within(2e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"PLANE", "ROWS"})
  void a_line_unfolds_along_a_bow(Start start) {
    int n = 200;
    float[] bow = new float[2 * n];
    for (int i = 0; i < n; i++) {
      double angle = Math.PI * i / (n - 1);
      bow[2 * i] = (float) Math.cos(angle);
      bow[2 * i + 1] = (float) Math.sin(angle);
    }
    SomOptions options =
        options(1, 20, Lattice.RECTANGULAR)
            .withStart(start)
            .withEpochs(30)
            .withRadius(new Radius(10, 0.5));
    SelfOrganizingMap map = SomTrainer.of(options).fit(NDArray.of(bow, n, 2));
    float[] places = map.encode(NDArray.of(bow, n, 2)).data();
    double direction = Math.signum(places[2 * n - 1] - places[1]);
    for (int i = 1; i < n; i++) {
      assertThat(direction * (places[2 * i + 1] - places[2 * i - 1])).isGreaterThanOrEqualTo(0);
    }
    assertThat(Math.abs(places[2 * n - 1] - places[1])).isEqualTo(19);
    assertThat(map.record().errors().topographic()).isZero();
    assertThat(map.record().errors().quantization()).isLessThan(0.05);
  }

  @Test
  void any_number_of_threads_gives_the_same_bits() {
    for (Start start : Start.values()) {
      SomOptions options = options(4, 5, Lattice.HEXAGONAL).withStart(start);
      SelfOrganizingMap one = SomTrainer.of(options).fit(ROWS);
      for (int threads : new int[] {2, 3, 8}) {
        SelfOrganizingMap other = SomTrainer.of(options.withThreads(threads)).fit(ROWS);
        assertThat(other.weights()).isEqualTo(one.weights());
        assertThat(other.record()).isEqualTo(one.record());
      }
    }
  }

  @Test
  void only_drawn_rows_depend_on_the_seed() {
    SomOptions plane = options(3, 3, Lattice.HEXAGONAL).withEpochs(1);
    SomOptions rows = plane.withStart(Start.ROWS);
    assertThat(InitialMap.of(plane.withSeed(1), ROWS))
        .isEqualTo(InitialMap.of(plane.withSeed(2), ROWS));
    assertThat(InitialMap.of(rows.withSeed(1), ROWS))
        .isNotEqualTo(InitialMap.of(rows.withSeed(2), ROWS));
  }

  @Test
  void drawn_rows_are_different_ones() {
    SomOptions options = options(5, 10, Lattice.RECTANGULAR).withStart(Start.ROWS);
    float[] units = InitialMap.of(options, ROWS);
    assertThat(java.util.stream.IntStream.range(0, 50).mapToObj(u -> units[u * 6]))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_scale_is_undone_in_what_a_unit_stands_for() {
    SomOptions options = options(4, 4, Lattice.RECTANGULAR).withRadius(new Radius(2, 0.5));
    SelfOrganizingMap map =
        SomTrainer.of(options).preprocessing(PreprocessingPlan.parse("standardise")).fit(ROWS);
    float[] told = map.reconstruct(ROWS).data();
    double square = 0;
    double whole = 0;
    for (int i = 0; i < told.length; i++) {
      square += Math.pow(told[i] - ROWS.data()[i], 2);
      whole += Math.pow(ROWS.data()[i], 2);
    }
    assertThat(square / whole).isLessThan(0.3);
  }

  @Test
  void a_map_of_codes_sees_what_the_autoencoder_makes_of_rows() {
    TrainingRun run =
        Samples.trainer(Samples.model())
            .preprocessing(PreprocessingPlan.parse("standardise"))
            .fit(ROWS);
    Encoder encoder = new Encoder(run.model(), run.record());
    SomOptions options = options(3, 4, Lattice.HEXAGONAL);
    SelfOrganizingMap map = SomTrainer.of(options).codesOf(encoder).fit(ROWS);
    SelfOrganizingMap ofCodes = SomTrainer.of(options).fit(run.model().encode(ROWS));
    assertThat(map.weights()).isEqualTo(ofCodes.weights());
    assertThat(map.encode(ROWS)).isEqualTo(ofCodes.encode(run.model().encode(ROWS)));
    assertThat(map.inputWidth()).isEqualTo(6);
    assertThat(map.reconstruct(ROWS).shape()).isEqualTo(ROWS.shape());
    assertThat(map.prototypes()).isEqualTo(run.model().decode(map.weights()));
  }

  @Test
  void k_means_meets_the_rows_better_than_the_map_that_it_starts_from() {
    SelfOrganizingMap map = SomTrainer.of(options(3, 3, Lattice.HEXAGONAL)).fit(ROWS);
    assertThat(map.withoutOrder(ROWS).errors(ROWS).meanSquare())
        .isLessThan(map.errors(ROWS).meanSquare());
  }

  @Test
  void validation_and_cancelling() {
    SomListener afterTwo =
        new SomListener() {
          private int done;

          @Override
          public void onEpoch(MapEpoch epoch) {
            done = epoch.epoch();
          }

          @Override
          public boolean cancelled() {
            return done == 2;
          }
        };
    SelfOrganizingMap map =
        SomTrainer.of(options(3, 3, Lattice.HEXAGONAL))
            .validation(Samples.nearPlane(20, 6, 0.05, 2))
            .listener(afterTwo)
            .fit(ROWS);
    assertThat(map.record().isComplete()).isFalse();
    assertThat(map.record().history()).hasSize(2).allMatch(e -> e.validation().orElseThrow() > 0);
  }

  @Test
  void data_of_one_column_and_data_that_are_all_the_same() {
    SomOptions options = options(2, 3, Lattice.HEXAGONAL);
    NDArray column = NDArray.of(new float[] {1, 2, 3, 4, 9}, 5, 1);
    assertThat(SomTrainer.of(options).fit(column).errors(column).quantization()).isLessThan(2);
    NDArray same = NDArray.of(new float[] {5, 5, 5, 5}, 2, 2);
    SelfOrganizingMap map = SomTrainer.of(options).fit(same);
    assertThat(map.errors(same).quantization()).isZero();
  }

  @Test
  void mistakes_say_what_is_wrong() {
    SomTrainer trainer = SomTrainer.of(options(2, 2, Lattice.HEXAGONAL));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(NDArray.of(new float[3], 1, 3)))
        .withMessageContaining("two rows or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(NDArray.of(new float[] {1, Float.NaN}, 2, 1)))
        .withMessageContaining("finite");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trainer.fit(ROWS).encode(NDArray.of(new float[4], 2, 2)))
        .withMessageContaining("[N, 6]");
    for (String radius : new String[] {"1:2", "0:1", "3", "3:0", "x:1", "NaN:1"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Radius.parse(radius));
    }
  }
}
