package dev.hourglass.autoencoders.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.Metrics;
import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.StopReason;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Clipping;
import dev.hourglass.autoencoders.optim.Penalty;
import dev.hourglass.autoencoders.optim.Schedule;
import dev.hourglass.autoencoders.optim.Sgd;
import dev.hourglass.engine.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TrainerTest {
  private static final NDArray ROWS = Samples.nearPlane(50, 6, 0.05, 1);

  @Test
  void the_loss_falls_and_the_record_says_how() {
    TrainingRun run = Samples.run();
    List<EpochRecord> history = run.record().history();
    assertThat(history).hasSize(4);
    assertThat(history.getLast().trainLoss()).isLessThan(history.getFirst().trainLoss());
    assertThat(run.record().rows()).isEqualTo(50);
    assertThat(run.record().stopped()).isEqualTo(StopReason.COMPLETED);
    assertThat(run.record().verdict()).contains("not measured");
  }

  @Test
  void the_same_seed_gives_the_same_bits_on_any_number_of_threads_and_another_seed_others() {
    float[] one = weights(Samples.trainer(Samples.model()));
    assertThat(weights(Samples.trainer(Samples.model()))).containsExactly(one);
    assertThat(weights(Samples.trainer(Samples.model()).threads(2))).containsExactly(one);
    assertThat(weights(Samples.trainer(Samples.model()).seed(8))).isNotEqualTo(one);
  }

  private static float[] weights(Trainer trainer) {
    Autoencoder model = trainer.fit(ROWS).model();
    return model.state().get(model.layout().theta()).data();
  }

  @Test
  void a_linear_autoencoder_comes_close_to_pca_and_never_beats_it() {
    Autoencoder model = Autoencoder.dense(6, 2).activation(Activation.LINEAR).build();
    NDArray rows = Samples.nearPlane(50, 6, 0.5, 3);
    Trainer.of(model)
        .optimizer(Adam.of(0.05))
        .schedule(new Schedule.Cosine(0))
        .batchSize(50)
        .epochs(1000)
        .threads(1)
        .fit(rows);
    double pca = Pca.fit(rows, 2).mse(rows);
    assertThat(Metrics.of(model, rows).mse()).isBetween(pca * (1 - 1e-5), pca * 1.02);
  }

  @Test
  void tied_weights_learn() {
    Autoencoder model = Autoencoder.dense(6, 4, 2).activation(Activation.TANH).tied(true).build();
    List<EpochRecord> history = Samples.trainer(model).epochs(10).fit(ROWS).record().history();
    assertThat(history.getLast().trainLoss()).isLessThan(0.8 * history.getFirst().trainLoss());
  }

  @Test
  void early_stopping_goes_back_to_the_best_weights() {
    TrainingRun run =
        Samples.trainer(Samples.model())
            .optimizer(Adam.of(0.3))
            .epochs(60)
            .validation(0.3)
            .earlyStopping(2)
            .fit(ROWS);
    TrainingRecord record = run.record();
    assertThat(record.stopped()).isEqualTo(StopReason.EARLY_STOPPING);
    assertThat(record.history()).hasSize(record.bestEpoch() + 2);
    assertThat(record.keptEpoch()).isEqualTo(record.bestEpoch());
    TrainingRun upToBest =
        Samples.trainer(Samples.model())
            .optimizer(Adam.of(0.3))
            .epochs(record.bestEpoch())
            .validation(0.3)
            .fit(ROWS);
    assertThat(run.model().reconstruct(ROWS)).isEqualTo(upToBest.model().reconstruct(ROWS));
  }

  @Test
  void the_validation_loss_is_the_loss_on_the_rows_given() {
    NDArray other = Samples.nearPlane(33, 6, 0.05, 2);
    TrainingRun run = Samples.trainer(Samples.model()).validation(other).fit(ROWS);
    double validation = run.record().history().getLast().validationLoss().orElseThrow();
    assertThat(validation).isCloseTo(Metrics.of(run.model(), other).mse(), within(1e-6));
    assertThat(run.record().validationRows()).isEqualTo(33);
  }

  @Test
  void a_split_takes_rows_by_the_seed_and_shares_none() {
    TrainOptions options = Trainer.of(Samples.model()).validation(0.2).options();
    TrainingData data = prepared(options);
    assertThat(data.validationRows()).hasSize(10).isSorted();
    assertThat(data.trainRows()).hasSize(40).isSorted().doesNotContain(data.validationRows());
    int[] others =
        prepared(Trainer.of(Samples.model()).seed(1).validation(0.2).options()).validationRows();
    assertThat(others).isNotEqualTo(data.validationRows());
  }

  private static TrainingData prepared(TrainOptions options) {
    return TrainingData.prepare(
        options, Samples.model().architecture(), Examples.toReconstruct(ROWS), null);
  }

  @Test
  void preprocessing_is_fitted_on_training_rows_and_undone_in_reconstructions() {
    NDArray far = shifted(ROWS, 1000);
    Autoencoder model = Autoencoder.dense(6, 5).activation(Activation.LINEAR).build();
    Trainer trainer =
        Samples.trainer(model).preprocessing(PreprocessingPlan.parse("standardise")).epochs(60);
    trainer.fit(far);
    assertThat(model.preprocessing()).isInstanceOf(Preprocessing.Standardise.class);
    assertThat(model.reconstruct(far).data()[0]).isCloseTo(far.data()[0], within(2f));
  }

  private static NDArray shifted(NDArray rows, float by) {
    float[] data = rows.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] += by;
    }
    return new NDArray(rows.shape(), data);
  }

  @Test
  void a_loss_that_stops_being_a_number_is_named() {
    Autoencoder model = Autoencoder.dense(6, 3).activation(Activation.LINEAR).build();
    Trainer trainer = Samples.trainer(model).optimizer(Sgd.of(1e4));
    TrainingFailure failure = catchThrowableOfType(TrainingFailure.class, () -> trainer.fit(ROWS));
    assertThat(failure)
        .hasMessageContaining("learning rate")
        .hasMessageContaining("clip")
        .hasMessageNotContaining("\n");
    assertThat(failure.epoch()).isBetween(1, 4);
    assertThat(failure.step()).isBetween(1, 4);
    assertThat(failure.lossBefore()).isGreaterThan(1e3);
    assertThat(failure.largestGradient()).isGreaterThan(1).isFinite();
    assertThat(Metrics.of(model, ROWS).mse()).isFinite();
  }

  @Test
  void clipping_and_penalties_change_the_course() {
    float[] plain = weights(Samples.trainer(Samples.model()));
    assertThat(
            weights(
                Samples.trainer(Samples.model())
                    .clipping(new Clipping.ByGlobalNorm(0.01))
                    .optimizer(Sgd.of(0.1))))
        .isNotEqualTo(plain);
    assertThat(weights(Samples.trainer(Samples.model()).penalty(new Penalty(0.01, 0.01))))
        .isNotEqualTo(plain);
  }

  @Test
  void a_listener_follows_and_can_cancel() {
    AtomicInteger asked = new AtomicInteger();
    List<EpochRecord> epochs = new ArrayList<>();
    List<StepRecord> steps = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void onEpoch(EpochRecord epoch) {
            epochs.add(epoch);
          }

          @Override
          public void onStep(StepRecord step) {
            steps.add(step);
          }

          @Override
          public boolean cancelled() {
            return asked.incrementAndGet() > 6;
          }
        };
    TrainingRun run = Samples.trainer(Samples.model()).callback(listener).fit(ROWS);
    assertThat(run.record().stopped()).isEqualTo(StopReason.CANCELLED);
    assertThat(epochs).hasSize(1).isEqualTo(run.record().history());
    assertThat(steps).isNotEmpty().allSatisfy(s -> assertThat(s.steps()).isEqualTo(4));
    assertThat(steps.getLast().meanLoss()).isPositive();
  }

  @Test
  void mistakes_are_named_in_one_line() {
    Trainer trainer = Samples.trainer(Samples.model());
    assertThatThrownBy(() -> trainer.fit(Samples.nearPlane(5, 4, 0, 1)))
        .hasMessageContaining("[N, 6], got [5, 4]");
    NDArray holed = new NDArray(ROWS.shape(), ROWS.data().clone());
    holed.data()[13] = Float.NaN;
    assertThatThrownBy(() -> trainer.fit(holed)).hasMessageContaining("row 3, column 2: found NaN");
    assertThatThrownBy(() -> Samples.trainer(Samples.model()).earlyStopping(3).fit(ROWS))
        .hasMessageContaining("validation");
    assertThatThrownBy(() -> Samples.trainer(Samples.model()).epochs(0).fit(ROWS))
        .hasMessageContaining("epochs");
    assertThatThrownBy(() -> Samples.trainer(Samples.model()).validation(0.001).fit(ROWS))
        .hasMessageContaining("leaves 0");
  }
}
