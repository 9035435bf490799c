package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.constant;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixedAutoencoderTest {
  /** Two numbers, the first one with a mask; a flag; three slots; the mask; an index of four. */
  private static final MixedLayout LAYOUT =
      new MixedLayout(
          List.of(
              new Column(Kind.NUMBERS, 0, 1, 0, 6),
              new Column(Kind.NUMBERS, 1, 1, 0, -1),
              new Column(Kind.FLAG, 2, 1, 0, -1),
              new Column(Kind.SLOTS, 3, 3, 0, -1),
              new Column(Kind.FLAG, 6, 1, 0, -1),
              new Column(Kind.INDEX, 7, 1, 4, -1)));

  private static final MixedOptions OPTIONS =
      new MixedOptions(List.of(16, 4), 3, 0.2, 1500, 32, 5e-3, 7, 1);

  private static final Preprocessing.Standardise SCALE =
      new Preprocessing.Standardise(
          new float[] {5, 0, 0.5f, 0.4f, 0.4f, 0.2f, 0.1f, 1.5f},
          new float[] {2, 1, 0.5f, 0.5f, 0.5f, 0.4f, 0.3f, 1.1f});

  /** Rows in which all columns but the second follow from one hidden choice of three. */
  private static float[] raw(long seed, int count) {
    Random random = new Random(seed);
    float[] rows = new float[8 * count];
    for (int i = 0; i < count; i++) {
      int choice = random.nextInt(3);
      boolean missing = random.nextInt(8) == 0;
      rows[8 * i] = missing ? 5 : 3 + 2 * choice + (float) (0.1 * random.nextGaussian());
      rows[8 * i + 1] = (float) random.nextGaussian();
      rows[8 * i + 2] = choice == 2 ? 1 : 0;
      rows[8 * i + 3 + choice] = 1;
      rows[8 * i + 6] = missing ? 1 : 0;
      rows[8 * i + 7] = 3 - choice;
    }
    return rows;
  }

  private static NDArray scaled(float[] raw) {
    return SCALE.applied(NDArray.of(raw.clone(), raw.length / 8, 8));
  }

  private static MixedAutoencoder trained(int threads) {
    return MixedAutoencoder.train(scaled(raw(1, 600)), LAYOUT, SCALE, OPTIONS.withThreads(threads));
  }

  @Test
  void the_parts_and_the_loss_are_those_of_the_closed_forms() {
    MixedNetwork network = new MixedNetwork(LAYOUT, OPTIONS);
    MixedLikelihood likelihood = new MixedLikelihood(network, SCALE);
    float[] raw = raw(3, 40);
    NDArray rows = scaled(raw);
    Tensor x = input("x", 40, 8);
    Tensor before = constant(NDArray.of(raw, 40, 8));
    Tensor heads = network.heads(x, before, fill(1));
    List<Tensor> score = likelihood.score(x);
    Tensor loss = likelihood.loss(x, 0);
    State state = State.of(List.of(network.layout().theta()));
    network.layout().initialise(state, 5);
    int variances = network.layout().offset(MixedNetwork.VARIANCES);
    state.get(network.layout().theta()).data()[variances] = -1;
    try (Program program =
        Engines.interpreted()
            .compile(new Program.Spec(List.of(heads, score.get(0), loss), Map.of()), state)) {
      program.bind(x, rows);
      program.run(1, 1);
      float[] said = program.output(heads).data();
      float[] parts = program.output(score.get(0)).data();
      double sum = 0;
      for (int i = 0; i < 40; i++) {
        double[] expected = parts(raw, rows.data(), said, i);
        for (int j = 0; j < 8; j++) {
          assertThat(parts[8 * i + j])
              .as("row %d number %d", i, j)
              .isCloseTo((float) expected[j], within(2e-4f));
          sum += expected[j];
        }
        sum += raw[8 * i + 6] == 1 ? 0 : 0.5 * logVariance(-1);
      }
      assertThat(program.scalar(loss)).isCloseTo((float) (sum / 40), within(2e-4f));
    }
  }

  private static double logVariance(double parameter) {
    return 6 * Math.tanh(parameter / 6);
  }

  private static double odds(float head) {
    return 20 * Math.tanh(head / 20);
  }

  /** -log p of one row's numbers, written out. */
  private static double[] parts(float[] raw, float[] scaled, float[] heads, int row) {
    double[] parts = new double[8];
    int h = 12 * row;
    int r = 8 * row;
    boolean missing = raw[r + 6] == 1;
    double off = scaled[r] - heads[h];
    parts[0] = missing ? 0 : 0.5 * off * off / Math.exp(logVariance(-1));
    off = scaled[r + 1] - heads[h + 1];
    parts[1] = 0.5 * off * off;
    for (int flag : new int[] {2, 6}) {
      double p = 1 / (1 + Math.exp(-heads[h + flag]));
      parts[flag] = -Math.log(raw[r + flag] == 1 ? p : 1 - p);
    }
    double total = 0;
    for (int j = 3; j < 6; j++) {
      total += Math.exp(odds(heads[h + j]));
    }
    for (int j = 3; j < 6; j++) {
      parts[j] = raw[r + j] == 1 ? Math.log(total) - odds(heads[h + j]) : 0;
    }
    total = 0;
    for (int j = 8; j < 12; j++) {
      total += Math.exp(odds(heads[h + j]));
    }
    parts[7] = Math.log(total) - odds(heads[h + 8 + (int) raw[r + 7]]);
    return parts;
  }

  @Test
  void a_value_that_does_not_go_with_the_others_is_where_the_score_comes_from() {
    MixedAutoencoder model = trained(1);
    for (int wrong : new int[] {0, 2, 4, 7}) {
      float[] row = {7, 0, 1, 0, 0, 1, 0, 1}; // the third choice
      double before = sum(model.columnParts(scaled(row)));
      switch (wrong) {
        case 0 -> row[0] = 3;
        case 2 -> row[2] = 0;
        case 4 -> {
          row[4] = 1;
          row[5] = 0;
        }
        default -> row[7] = 3;
      }
      double[] parts = model.columnParts(scaled(row));
      assertThat(sum(parts)).as("number %d", wrong).isGreaterThan(before + 3);
      assertThat(parts[wrong]).as("number %d", wrong).isGreaterThan(sum(parts) / 2);
    }
  }

  @Test
  void what_is_missing_adds_nothing_and_is_filled_in() {
    MixedAutoencoder model = trained(1);
    float[] row = {5, 0, 1, 0, 0, 1, 1, 1};
    assertThat(model.columnParts(scaled(row))[0]).isZero();
    float[] expected = SCALE.inverted(model.expected(scaled(row))).data();
    assertThat(expected[0]).isCloseTo(7, within(1f)); // it is 3, 5 or 7
    assertThat(expected[2]).isGreaterThan(0.9f);
    assertThat(expected[5]).isGreaterThan(0.9f);
    assertThat(expected[7]).isCloseTo(1, within(1e-4f));
  }

  @Test
  void weights_bring_it_back_in_every_bit_on_any_number_of_threads() {
    MixedAutoencoder made = trained(1);
    NDArray some = scaled(raw(2, 300));
    MixedAutoencoder other = MixedAutoencoder.of(OPTIONS.withThreads(3), LAYOUT, made.weights());
    assertThat(other.columnParts(some)).isEqualTo(made.columnParts(some));
    assertThat(other.expected(some).data()).isEqualTo(made.expected(some).data());
    assertThat(trained(3).columnParts(some)).isEqualTo(made.columnParts(some));
    NDArray first = NDArray.of(Arrays.copyOf(some.data(), 8), 1, 8);
    assertThat(made.columnParts(first)).isEqualTo(Arrays.copyOf(made.columnParts(some), 8));
  }

  @Test
  void layouts_that_cannot_be_are_refused() {
    Column number = new Column(Kind.NUMBERS, 0, 2, 0, -1);
    assertThatThrownBy(() -> new MixedLayout(List.of(number, number)))
        .hasMessageContaining("should start at 2, got 0");
    assertThatThrownBy(() -> new MixedLayout(List.of(new Column(Kind.NUMBERS, 0, 2, 0, 2))))
        .hasMessageContaining("masks within 2");
    assertThatThrownBy(() -> new Column(Kind.FLAG, 0, 2, 0, -1)).hasMessageContaining("FLAG");
    assertThatThrownBy(() -> new Column(Kind.INDEX, 0, 1, 0, -1)).hasMessageContaining("values");
  }

  private static double sum(double[] parts) {
    return Arrays.stream(parts).sum();
  }
}
