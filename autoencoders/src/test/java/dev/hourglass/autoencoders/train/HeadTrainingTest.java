package dev.hourglass.autoencoders.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Metrics;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.file.ModelFile;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.scheme.Curriculum;
import dev.hourglass.autoencoders.sparse.KSparse;
import dev.hourglass.autoencoders.supervised.Accuracy;
import dev.hourglass.autoencoders.supervised.Labelled;
import dev.hourglass.autoencoders.supervised.Predictor;
import dev.hourglass.autoencoders.supervised.Targets;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTrainingTest {
  private static final int N = 120;
  private static final NDArray ROWS = Samples.nearPlane(N, 6, 0.05, 1);

  /** Three classes by the first number, which a code of two numbers can tell apart. */
  private static final int[] LABELS = labels();

  private static final Targets.Classes CLASSES = Targets.Classes.of(LABELS);
  private static final Labelled LABELLED = new Labelled(ROWS, CLASSES.oneHot(LABELS));

  @TempDir Path folder;

  private static int[] labels() {
    int[] labels = new int[N];
    for (int i = 0; i < N; i++) {
      float x = ROWS.data()[i * 6];
      labels[i] = x < -0.5 ? 3 : x < 0.5 ? 5 : 8;
    }
    return labels;
  }

  private static Autoencoder encoder() {
    return Samples.trainer(Samples.model())
        .epochs(30)
        .preprocessing(PreprocessingPlan.parse("standardise"))
        .fit(ROWS)
        .model();
  }

  private static UnaryOperator<Trainer> epochs(int epochs) {
    return t -> t.optimizer(Adam.of(0.02)).batchSize(16).epochs(epochs).seed(7).threads(1);
  }

  private static TrainingRun trained(boolean frozen, UnaryOperator<Trainer> settings) {
    return new HeadTraining(encoder(), CLASSES, frozen).fit(LABELLED, Optional.empty(), settings);
  }

  private static double error(Autoencoder network) {
    NDArray said = Predictor.of(network).predict(ROWS);
    return Accuracy.OfClasses.of(said, CLASSES.indices(LABELS)).error();
  }

  @Test
  void a_head_learns_to_tell_classes_apart() {
    for (boolean frozen : new boolean[] {true, false}) {
      Autoencoder network = trained(frozen, epochs(60)).model();
      assertThat(error(network)).as("frozen %s", frozen).isLessThan(0.1);
      assertThat(network.encode(ROWS).shape()).isEqualTo(Shape.of(N, 2));
    }
  }

  @Test
  void a_frozen_encoder_keeps_its_codes_and_fine_tuning_leaves_the_given_one_alone() {
    Autoencoder encoder = encoder();
    float[] codes = encoder.encode(ROWS).data();
    TrainingRun frozen =
        new HeadTraining(encoder, CLASSES, true).fit(LABELLED, Optional.empty(), epochs(3));
    TrainingRun tuned =
        new HeadTraining(encoder, CLASSES, false).fit(LABELLED, Optional.empty(), epochs(3));
    assertThat(frozen.model().encode(ROWS).data()).isEqualTo(codes);
    assertThat(tuned.model().encode(ROWS).data()).isNotEqualTo(codes);
    assertThat(encoder.encode(ROWS).data()).isEqualTo(codes);
  }

  /** At the optimum the gradient by the biases is 0: mean probabilities are the classes' shares. */
  @Test
  void softmax_regression_gives_each_class_its_share() {
    Autoencoder network = trained(true, t -> epochs(400).apply(t).batchSize(N)).model();
    float[] p = Predictor.of(network).predict(ROWS).data();
    int[] labels = CLASSES.indices(LABELS);
    for (int k = 0; k < 3; k++) {
      double said = 0;
      double true_ = 0;
      for (int i = 0; i < N; i++) {
        said += p[i * 3 + k];
        true_ += labels[i] == k ? 1 : 0;
      }
      assertThat(said / N).isCloseTo(true_ / N, within(2e-3));
    }
  }

  /** One code c: least squares gives mean(y) + cov(c, y) / var(c) (c - mean(c)). */
  @Test
  void a_quantity_from_one_code_is_the_least_squares_line() {
    Autoencoder one =
        Samples.trainer(
                Autoencoder.dense(6, 1)
                    .activation(Activation.LINEAR)
                    .latentActivation(Activation.LINEAR)
                    .build())
            .fit(ROWS)
            .model();
    float[] y = new float[N];
    for (int i = 0; i < N; i++) {
      y[i] = 100 + 7 * ROWS.data()[i * 6];
    }
    Targets.Quantity quantity = Targets.Quantity.of("y", y);
    TrainingRun run =
        new HeadTraining(one, quantity, true)
            .fit(
                new Labelled(ROWS, quantity.standardised(y)),
                Optional.empty(),
                t -> epochs(800).apply(t).batchSize(N));
    float[] c = one.encode(ROWS).data();
    double mc = mean(c);
    double my = mean(y);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < N; i++) {
      covariance += (c[i] - mc) * (y[i] - my);
      variance += (c[i] - mc) * (c[i] - mc);
    }
    float[] said = Predictor.of(run.model()).predict(ROWS).data();
    for (int i = 0; i < N; i++) {
      assertThat((double) said[i])
          .isCloseTo(my + covariance / variance * (c[i] - mc), within(0.02));
    }
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  @Test
  void a_saved_head_says_the_same_bit_for_bit() throws IOException {
    TrainingRun run = trained(false, epochs(3));
    Path file = folder.resolve("head.safetensors");
    run.save(file);
    Autoencoder loaded = ModelFile.read(file).model();
    assertThat(loaded.architecture()).isEqualTo(run.model().architecture());
    assertThat(Predictor.of(loaded).predict(ROWS))
        .isEqualTo(Predictor.of(run.model()).predict(ROWS));
    Path again = folder.resolve("again.safetensors");
    new TrainingRun(loaded, run.record()).save(again);
    assertThat(Files.readAllBytes(again)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void threads_and_interruptions_change_no_bit() {
    UnaryOperator<Trainer> settings =
        t -> epochs(4).apply(t).curriculum(Curriculum.parse("0.5:3", 4)).validation(0.2);
    float[] whole = predictions(trained(false, settings));
    assertThat(predictions(trained(false, t -> settings.apply(t).threads(3)))).isEqualTo(whole);
    Path kept = folder.resolve("kept");
    trained(false, t -> settings.apply(t).checkpoint(kept, true).callback(Samples.cancelAfter(6)));
    float[] resumed = predictions(trained(false, t -> settings.apply(t).checkpoint(kept, true)));
    assertThat(resumed).isEqualTo(whole);
  }

  private static float[] predictions(TrainingRun run) {
    return Predictor.of(run.model()).predict(ROWS).data();
  }

  @Test
  void the_family_still_shapes_the_code() {
    Autoencoder sparse =
        Samples.trainer(Autoencoder.dense(6, 5).build(new KSparse(2, 1))).fit(ROWS).model();
    TrainingRun run =
        new HeadTraining(sparse, CLASSES, false).fit(LABELLED, Optional.empty(), epochs(2));
    float[] codes = run.model().encode(ROWS).data();
    for (int i = 0; i < N; i++) {
      int active = 0;
      for (int j = 0; j < 5; j++) {
        active += codes[i * 5 + j] == 0 ? 0 : 1;
      }
      assertThat(active).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void validation_rows_are_measured() {
    TrainingRun run =
        new HeadTraining(encoder(), CLASSES, false).fit(LABELLED, Optional.of(LABELLED), epochs(2));
    Accuracy.OfClasses accuracy =
        Accuracy.OfClasses.of(Predictor.of(run.model()).predict(ROWS), CLASSES.indices(LABELS));
    assertThat(run.record().history().getLast().validationLoss().orElseThrow())
        .isCloseTo(accuracy.crossEntropy(), within(1e-5));
  }

  @Test
  void a_head_has_no_reconstruction_error() {
    Autoencoder network = trained(true, epochs(1)).model();
    assertThatThrownBy(() -> Metrics.of(network, ROWS))
        .hasMessageContaining("reconstructs nothing");
    assertThatThrownBy(() -> network.reconstructionError(ROWS))
        .hasMessageContaining("reconstructs nothing");
    assertThatThrownBy(() -> Trainer.of(network).fit(ROWS)).hasMessageContaining("needs targets");
    assertThatThrownBy(() -> Predictor.of(encoder())).hasMessageContaining("no head");
  }
}
