package dev.hourglass.autoencoders.stacked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.Plain;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.TrainingRecord;
import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.denoising.Noise;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.optim.Adam;
import dev.hourglass.autoencoders.optim.Sgd;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.engine.NDArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackedTest extends ModelContract {
  private static final NDArray ROWS = Samples.nearPlane(50, 6, 0.05, 1);

  @Override
  protected Autoencoder model() {
    return model(new Stacked(1, Optional.of(new Noise.Gaussian(0.1, false))));
  }

  private static Autoencoder model(Stacked family) {
    return Autoencoder.dense(6, 4, 2)
        .activation(Activation.TANH)
        .latentActivation(Activation.LINEAR)
        .build(family);
  }

  /** So small steps that the weights stay what they were, to what a float can tell. */
  private static Trainer idle(Autoencoder model) {
    return Trainer.of(model).optimizer(Sgd.of(1e-30)).epochs(1).seed(7).threads(1);
  }

  @Test
  void each_layer_starts_from_an_autoencoder_of_its_own() {
    Stacked twelve = new Stacked(12, Optional.empty());
    Trainer whole = Trainer.of(model(twelve)).optimizer(Adam.of(0.01)).epochs(1).seed(7).threads(1);
    TrainingRecord record = whole.fit(ROWS).record();

    DenseSpec first = layer(6, 4, Activation.TANH, Activation.LINEAR);
    Autoencoder bottom = Autoencoder.of(first, new Plain());
    double bottomLoss = alone(bottom, ROWS);
    NDArray codes = bottom.encode(ROWS);
    Autoencoder top = Autoencoder.of(layer(4, 2, Activation.LINEAR, Activation.TANH), new Plain());
    double topLoss = alone(top, codes);

    assertThat(record.measures())
        .containsEntry("layer_1_loss", bottomLoss)
        .containsEntry("layer_2_loss", topLoss);
  }

  @Test
  void the_whole_starts_as_the_layers_put_together() {
    Stacked once = new Stacked(1, Optional.empty());
    Autoencoder whole = idle(model(once)).fit(ROWS).model();
    Autoencoder bottom =
        Autoencoder.of(layer(6, 4, Activation.TANH, Activation.LINEAR), new Plain());
    idle(bottom).fit(ROWS);
    NDArray codes = bottom.encode(ROWS);
    Autoencoder top = Autoencoder.of(layer(4, 2, Activation.LINEAR, Activation.TANH), new Plain());
    idle(top).fit(codes);
    assertThat(whole.encode(ROWS).data()).isEqualTo(top.encode(codes).data());
    NDArray back = bottom.decode(top.decode(top.encode(codes)));
    assertThat(whole.reconstruct(ROWS).data()).isEqualTo(back.data());
  }

  @Test
  void layers_learn_from_training_rows_only() {
    Stacked once = new Stacked(3, Optional.empty());
    NDArray changed = NDArray.of(ROWS.data().clone(), 50, 6);
    Trainer trainer = idle(model(once)).validation(0.2);
    Map<String, Double> before = trainer.fit(ROWS).record().measures();
    for (int row : validationRows()) {
      changed.data()[row * 6] += 100;
    }
    assertThat(idle(model(once)).validation(0.2).fit(changed).record().measures())
        .isEqualTo(before);
  }

  /** Rows whose change does not change the training loss of a plain model. */
  private static List<Integer> validationRows() {
    Plain plain = new Plain();
    double usual = loss(ROWS, plain);
    return java.util.stream.IntStream.range(0, 50)
        .filter(row -> {
          NDArray changed = NDArray.of(ROWS.data().clone(), 50, 6);
          changed.data()[row * 6] += 100;
          return loss(changed, plain) == usual;
        })
        .boxed()
        .toList();
  }

  private static double loss(NDArray rows, Plain family) {
    Autoencoder model = Autoencoder.of(layer(6, 4, Activation.TANH, Activation.LINEAR), family);
    return idle(model).validation(0.2).fit(rows).record().history().getFirst().trainLoss();
  }

  @Test
  void convolutions_are_refused() {
    Stacked stacked = Stacked.DEFAULTS;
    ConvSpec conv = (ConvSpec) ConvSpec.picture(2, 3, 1).filters(2).build().architecture();
    assertThatThrownBy(() -> Autoencoder.of(conv, stacked))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the architecture is conv; choose dense");
  }

  private static DenseSpec layer(int in, int out, Activation code, Activation output) {
    return new DenseSpec(List.of(in, out, in), 1, code, code, output, null, false);
  }

  private static double alone(Autoencoder layer, NDArray rows) {
    return Trainer.of(layer)
        .optimizer(Adam.of(0.01))
        .epochs(12)
        .seed(7)
        .threads(1)
        .fit(rows)
        .record()
        .history()
        .getLast()
        .trainLoss();
  }
}
