package dev.hourglass.autoencoders.scheme;

import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.Evaluation;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.PreprocessingPlan;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.autoencoders.train.Robustness;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.autoencoders.train.TrainingRun;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdversarialTest extends ModelContract {
  private static final NDArray ROWS = Samples.nearPlane(300, 6, 0.05, 1);

  @Override
  protected Autoencoder model() {
    return Samples.model();
  }

  @Override
  protected Trainer trainer(Autoencoder model) {
    return super.trainer(model).adversary(new Adversary.Pgd(0.1, 0.05, 3));
  }

  /** Of the error x², the hardest change is away from 0. */
  @ParameterizedTest
  @ValueSource(strings = {"fgsm:0.25", "pgd:0.25:0.1:4", "pgd:0.25:0.5:1"})
  void an_attack_goes_uphill_as_far_as_it_may(String text) {
    Autoencoder model = model();
    Tensor x = input("x", 1, 4);
    NDArray rows = NDArray.of(new float[] {1, -1, 2, -3}, 1, 4);
    Pass pass = Pass.inference(model.layout(), Optional.empty());
    Tensor y = Adversary.parse(text).attack(x, at -> meanAll(square(at)), pass);
    float[] attacked = Evaluation.of(Engines.interpreted(), Map.of(x, rows), y).data();
    float[] hardest = {1.25f, -1.25f, 2.25f, -3.25f};
    for (int i = 0; i < 4; i++) {
      assertThat(attacked[i]).isCloseTo(hardest[i], within(1e-6f));
    }
  }

  @Test
  void an_attack_on_a_trained_model_is_the_one_that_training_reports() {
    Adversary attack = Adversary.parse("pgd:0.2:0.05:6");
    TrainingRun run =
        Trainer.of(model())
            .adversary(attack)
            .preprocessing(PreprocessingPlan.parse("standardise"))
            .epochs(2)
            .seed(7)
            .threads(1)
            .fit(ROWS);
    Robustness robustness = Robustness.of(run.model(), Loss.MSE, attack, ROWS, 2);
    assertThat(run.record().measures())
        .containsEntry("clean_error", robustness.cleanError())
        .containsEntry("robust_error", robustness.robustError());
    assertThat(robustness.robustError()).isGreaterThan(robustness.cleanError());
  }

  @Test
  void a_model_trained_under_attack_bears_the_attack_better() {
    Adversary attack = Adversary.parse("fgsm:0.3");
    Map<String, Double> hardened =
        super.trainer(model()).adversary(attack).epochs(40).fit(ROWS).record().measures();
    Map<String, Double> plain =
        super.trainer(model())
            .adversary(new Adversary.Fgsm(1e-6))
            .epochs(40)
            .fit(ROWS)
            .record()
            .measures();
    assertThat(hardened.get("robust_error")).isGreaterThan(hardened.get("clean_error"));
    assertThat(plain.get("robust_error")).isCloseTo(plain.get("clean_error"), within(1e-4));
    assertThat(plain.get("clean_error")).isLessThan(hardened.get("robust_error"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fgsm", "fgsm:x", "pgd:0.1", "pgd:0.1:0.02:0", "fgsm:-1", "foo:1"})
  void a_mistake_is_one_line(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Adversary.parse(text))
        .withMessageMatching("[^\\n]+");
  }
}
