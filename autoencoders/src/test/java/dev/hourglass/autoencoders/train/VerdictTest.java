package dev.hourglass.autoencoders.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.EpochRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static List<EpochRecord> curves(double[] train, double[] validation) {
    List<EpochRecord> history = new ArrayList<>();
    for (int i = 0; i < train.length; i++) {
      history.add(new EpochRecord(i + 1, train[i], OptionalDouble.of(validation[i]), 1, 1));
    }
    return history;
  }

  @Test
  void rising_validation_under_falling_training_is_overfitting() {
    List<EpochRecord> history = curves(new double[] {3, 2, 1}, new double[] {3, 2, 2.2});
    assertThat(Verdict.of(history, false))
        .startsWith("Overfitting: since epoch 2 the validation loss has risen by 10.0 %")
        .contains("early stopping");
    assertThat(Verdict.of(history, true)).contains("were kept");
    assertThat(Verdict.bestEpoch(history)).isEqualTo(2);
  }

  @Test
  void falling_validation_is_still_learning() {
    assertThat(Verdict.of(curves(new double[] {3, 2}, new double[] {3, 2.5}), false))
        .contains("still fell by 16.7 %");
  }

  @Test
  void level_curves_are_no_overfitting() {
    assertThat(Verdict.of(curves(new double[] {3, 2, 2}, new double[] {3, 2.2, 2.2}), false))
        .contains("10.0 % above the training loss");
  }

  @Test
  void too_little_is_said_to_be_too_little() {
    assertThat(Verdict.of(List.of(), false)).contains("not measured");
    assertThat(Verdict.of(curves(new double[] {3}, new double[] {3}), false)).contains("too short");
  }
}
