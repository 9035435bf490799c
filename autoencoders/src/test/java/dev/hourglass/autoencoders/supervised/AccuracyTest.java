package dev.hourglass.autoencoders.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTest {

  @Test
  void classes_by_hand() {
    NDArray p = NDArray.of(new float[] {0.5f, 0.5f, 0.25f, 0.75f, 1, 0}, 3, 2);
    Accuracy.OfClasses a = Accuracy.OfClasses.of(p, new int[] {0, 1, 1});
    assertThat(a.error()).isEqualTo(1.0 / 3);
    assertThat(a.crossEntropy())
        .isCloseTo((Math.log(2) - Math.log(0.75) - Math.log(1e-7)) / 3, within(1e-12));
    assertThat(a.majorityError()).isCloseTo(1.0 / 3, within(1e-15));
  }

  @Test
  void quantities_by_hand() {
    NDArray said = NDArray.of(new float[] {1, 2, 6}, 3, 1);
    Accuracy.OfQuantity a = Accuracy.OfQuantity.of(said, new float[] {1, 3, 5});
    assertThat(a.rootMeanSquaredError()).isCloseTo(Math.sqrt(2.0 / 3), within(1e-12));
    assertThat(a.meanAbsoluteError()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(a.r2()).isCloseTo(1 - 2.0 / 8, within(1e-12));
  }

  @Test
  void classes_are_named_by_their_labels() {
    Targets.Classes classes = Targets.Classes.of(new int[] {7, 2, 7});
    assertThat(classes.names()).containsExactly("2", "7");
    assertThat(classes.oneHot(new int[] {7, 2}).data()).containsExactly(0, 1, 1, 0);
    assertThatThrownBy(() -> classes.indices(new int[] {2, 4}))
        .hasMessage("label 4 of row 2 is none of the classes 2, 7");
    assertThatThrownBy(() -> new Targets.Classes(List.of("a"))).hasMessageContaining("two classes");
    assertThatThrownBy(() -> Targets.Quantity.of("size", new float[] {2, 2}))
        .hasMessageContaining("size: what is to be predicted must vary");
  }
}
