package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.constant;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import dev.hourglass.tasks.mixed.MixedLayout.Logarithm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountHeadsTest {
  private static final Logarithm LOGARITHM = new Logarithm(2, 1.5);

  /** A flag, a count with a mask, the mask. */
  private static final MixedLayout LAYOUT =
      new MixedLayout(
          List.of(
              new Column(Kind.FLAG, 0, 1, 0, -1),
              new Column(Kind.COUNT, 1, 1, 0, 2, LOGARITHM),
              new Column(Kind.FLAG, 2, 1, 0, -1)));

  private static final Preprocessing.Standardise SCALE =
      new Preprocessing.Standardise(new float[] {0.5f, 0.2f, 0.1f}, new float[] {0.5f, 1.1f, 0.3f});

  private static final MixedOptions OPTIONS =
      new MixedOptions(List.of(16, 1), 2, 0.5, 1500, 32, 5e-3, 7, 1);

  private static NDArray row(boolean flag, double count, boolean missing) {
    double logarithm = Math.copySign(Math.log1p(Math.abs(count)), count);
    float encoded = missing ? 0 : (float) ((logarithm - LOGARITHM.offset()) / LOGARITHM.scale());
    return SCALE.applied(NDArray.of(new float[] {flag ? 1 : 0, encoded, missing ? 1 : 0}, 1, 3));
  }

  /** Counts of mean 2 where the flag is 0, else of mean 200, both with size 4. */
  private static NDArray rows(long seed, int count) {
    Random random = new Random(seed);
    float[] rows = new float[3 * count];
    for (int i = 0; i < count; i++) {
      boolean flag = i % 2 == 1;
      NDArray row = row(flag, drawn(random, flag ? 200 : 2), random.nextInt(9) == 0);
      System.arraycopy(row.data(), 0, rows, 3 * i, 3);
    }
    return NDArray.of(rows, count, 3);
  }

  /** By going up the distribution function. */
  private static int drawn(Random random, double mean) {
    double left = random.nextDouble();
    int x = 0;
    while ((left -= Math.exp(-NegativeBinomial.surprise(x, Math.log(mean), Math.log(4)))) > 0) {
      x++;
    }
    return x;
  }

  private static MixedAutoencoder trained(int threads) {
    return MixedAutoencoder.train(rows(1, 1000), LAYOUT, SCALE, OPTIONS.withThreads(threads));
  }

  private static double mean(MixedAutoencoder model, NDArray row) {
    double encoded = SCALE.inverted(model.expected(row)).data()[1];
    return Math.expm1(encoded * LOGARITHM.scale() + LOGARITHM.offset());
  }

  private static double logSize(MixedAutoencoder model) {
    NDArray spreads = Objects.requireNonNull(model.weights().get(MixedNetwork.VARIANCES));
    return -8 * Math.tanh(spreads.data()[1] / 2);
  }

  private static double part(MixedAutoencoder model, NDArray row) {
    return model.columnParts(row)[1];
  }

  @Test
  void means_are_learned_and_the_score_is_the_whole_likelihood() {
    MixedAutoencoder model = trained(1);
    double few = mean(model, row(false, 2, false));
    double many = mean(model, row(true, 200, false));
    assertThat(few).isBetween(1.4, 3.0);
    assertThat(many).isBetween(140.0, 280.0);
    double logSize = logSize(model);
    for (int x : new int[] {0, 1, 2, 30, 200, 1000, 65_000}) {
      NDArray row = row(true, x, false);
      double expected = NegativeBinomial.surprise(x, Math.log(mean(model, row)), logSize);
      assertThat(part(model, row)).as("%d", x).isCloseTo(expected, within(1e-3 * (1 + expected)));
    }
    assertThat(part(model, row(true, 2, true))).isZero();
  }

  @Test
  void sizes_are_learned() {
    Random random = new Random(9);
    float[] rows = new float[3000];
    for (int i = 0; i < 1000; i++) {
      NDArray row = row(random.nextBoolean(), drawn(random, 20), false);
      System.arraycopy(row.data(), 0, rows, 3 * i, 3);
    }
    MixedOptions hardlySeen = new MixedOptions(List.of(16, 1), 2, 0.95, 2000, 64, 5e-3, 7, 1);
    MixedAutoencoder model =
        MixedAutoencoder.train(NDArray.of(rows, 1000, 3), LAYOUT, SCALE, hardlySeen);
    assertThat(Math.exp(logSize(model))).isBetween(3.2, 5.2);
  }

  @Test
  void numbers_that_no_count_can_be_have_a_score() {
    MixedAutoencoder model = trained(1);
    double zero = part(model, row(false, 0, false));
    assertThat(part(model, row(false, -1, false))).isCloseTo(zero + 20, within(0.5));
    assertThat(part(model, row(false, -5e8, false))).isCloseTo(zero + 20, within(1.5));
    double[] between = {part(model, row(true, 10, false)), part(model, row(true, 11, false))};
    Arrays.sort(between);
    assertThat(part(model, row(true, 10.5, false))).isBetween(between[0], between[1]);
    for (double huge : new double[] {1e8, 1e13, 1e15, 1e300}) {
      assertThat(part(model, row(false, huge, false))).as("%s", huge).isFinite();
      assertThat(part(model, row(false, huge, false))).isGreaterThan(100);
    }
  }

  @Test
  void counts_come_back_from_their_logarithms() {
    MixedAutoencoder model = trained(1);
    double logSize = logSize(model);
    // Floats of logarithms tell a count to two parts in a million.
    for (int x = 1 << 14; x <= 1 << 24; x *= 2) {
      NDArray row = row(true, x, false);
      double exact = NegativeBinomial.surprise(x, Math.log(mean(model, row)), logSize);
      assertThat(part(model, row)).as("%d", x).isCloseTo(exact, within(2e-4 * exact));
    }
  }

  @Test
  void the_gradient_is_that_of_finite_differences() {
    MixedNetwork network = new MixedNetwork(LAYOUT, OPTIONS);
    MixedLikelihood likelihood = new MixedLikelihood(network, SCALE);
    int n = 24;
    Tensor x = input("x", n, 3);
    Tensor loss = likelihood.loss(x, 0);
    Tensor theta = network.layout().theta();
    Tensor gradient = Gradients.of(loss, List.of(theta)).getFirst();
    State state = State.of(List.of(theta));
    network.layout().initialise(state, 5);
    float[] weights = state.get(theta).data();
    NDArray rows = rows(3, n);
    likelihood.counts().start(weights, network.layout().offset(MixedNetwork.BIASES), rows);
    float[] slopes = said(state, x, rows, gradient).data().clone();
    int spread = network.layout().offset(MixedNetwork.VARIANCES) + 1;
    int bias = network.layout().offset(MixedNetwork.BIASES) + 1;
    int weight = network.layout().offset("heads.weight") + 1;
    for (int at : new int[] {spread, bias, weight, weight + 3, 0, 5}) {
      float before = weights[at];
      float h = 0.01f;
      weights[at] = before + h;
      double up = said(state, x, rows, loss).data()[0];
      weights[at] = before - h;
      double down = said(state, x, rows, loss).data()[0];
      weights[at] = before;
      double expected = (up - down) / (2 * h);
      assertThat((double) slopes[at])
          .as("weight %d", at)
          .isCloseTo(expected, within(0.02 * (1 + Math.abs(expected))));
    }
  }

  private static NDArray said(State state, Tensor x, NDArray rows, Tensor what) {
    return Said.of(state, Map.of(x, rows), List.of(what)).getFirst();
  }

  @Test
  void the_loss_is_the_mean_of_the_scores_of_what_is_known() {
    MixedNetwork network = new MixedNetwork(LAYOUT, OPTIONS);
    MixedLikelihood likelihood = new MixedLikelihood(network, SCALE);
    State state = State.of(List.of(network.layout().theta()));
    network.layout().initialise(state, 5);
    NDArray rows = rows(4, 40);
    Tensor x = input("x", 40, 3);
    double loss = said(state, x, rows, likelihood.loss(x, 0)).data()[0];
    List<Tensor> score = likelihood.score(x);
    List<NDArray> all = Said.of(state, Map.of(x, rows), score);
    double[] parts = new double[120];
    Arrays.setAll(parts, i -> all.get(0).data()[i]);
    float[] weights = state.get(network.layout().theta()).data();
    int sizes = network.layout().offset(MixedNetwork.VARIANCES);
    likelihood.counts().addSurprises(parts, rows, all.get(2), weights, sizes);
    assertThat(Arrays.stream(parts).sum() / 40).isCloseTo(loss, within(1e-3 * loss));
    Tensor heads = network.heads(x, constant(SCALE.inverted(rows)), fill(1));
    float head = said(state, x, rows, heads).data()[1];
    double logMean = (head * 1.1f + 0.2f) * LOGARITHM.scale() + LOGARITHM.offset();
    assertThat((double) all.get(2).data()[1]).isCloseTo(logMean, within(1e-5));
  }

  @Test
  void weights_bring_it_back_in_every_bit_on_any_number_of_threads() {
    MixedAutoencoder made = trained(1);
    NDArray some = rows(2, 300);
    MixedAutoencoder other = MixedAutoencoder.of(OPTIONS.withThreads(3), LAYOUT, made.weights());
    assertThat(other.columnParts(some)).isEqualTo(made.columnParts(some));
    assertThat(other.expected(some).data()).isEqualTo(made.expected(some).data());
    assertThat(trained(3).columnParts(some)).isEqualTo(made.columnParts(some));
    NDArray first = NDArray.of(Arrays.copyOf(some.data(), 3), 1, 3);
    assertThat(made.columnParts(first)).isEqualTo(Arrays.copyOf(made.columnParts(some), 3));
  }

  @Test
  void logarithms_that_cannot_be_are_refused() {
    assertThatThrownBy(() -> new Logarithm(0, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Logarithm(Double.NaN, 1)).hasMessageContaining("finite");
    assertThatThrownBy(() -> new Column(Kind.COUNT, 0, 2, 0, -1)).hasMessageContaining("COUNT");
  }
}
