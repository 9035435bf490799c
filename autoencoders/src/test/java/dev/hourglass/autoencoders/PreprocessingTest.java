package dev.hourglass.autoencoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.engine.NDArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessingTest {
  private static final NDArray ROWS = NDArray.of(new float[] {1, 10, 5, 3, 20, 5, 2, 60, 5}, 3, 3);

  @Test
  void min_max_leads_to_the_unit_interval_and_a_constant_to_zero() {
    Preprocessing p = PreprocessingPlan.parse("min-max").fit(ROWS);
    assertThat(p.applied(ROWS).data()).containsExactly(0, 0, 0, 1, 0.2f, 0, 0.5f, 1, 0);
    assertThat(p.inverted(p.applied(ROWS)).data()).containsExactly(ROWS.data(), within(1e-5f));
  }

  @Test
  void standardising_gives_mean_0_and_variance_1() {
    float[] z = PreprocessingPlan.parse("standardise").fit(ROWS).applied(ROWS).data();
    for (int j = 0; j < 2; j++) {
      assertThat((z[j] + z[3 + j] + z[6 + j]) / 3.0).isCloseTo(0, within(1e-6));
      assertThat((z[j] * z[j] + z[3 + j] * z[3 + j] + z[6 + j] * z[6 + j]) / 3.0).isCloseTo(1, within(1e-6));
    }
    assertThat(z[2]).isZero();
  }

  @Test
  void steps_are_fitted_on_what_the_steps_before_leave() {
    Preprocessing p = PreprocessingPlan.parse("clip:0:20,min-max").fit(ROWS);
    assertThat(p.applied(ROWS).data()).containsExactly(0, 0, 0, 1, 1, 0, 0.5f, 1, 0);
    assertThat(p.id()).isEqualTo("clip:0.0:20.0,min-max");
  }

  @Test
  void only_the_chosen_rows_are_looked_at() {
    Preprocessing p = PreprocessingPlan.parse("min-max").fit(ROWS, new int[] {0, 1});
    assertThat(p.applied(ROWS).data()[7]).isEqualTo(5);
  }

  @Test
  void nothing_to_do_copies_nothing() {
    assertThat(PreprocessingPlan.NONE.fit(ROWS).applied(ROWS)).isSameAs(ROWS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "min-max", "standardise", "clip:-1.0:2.5", "clip:0.0:1.0,min-max,standardise"})
  void text_leads_there_and_back(String text) {
    assertThat(PreprocessingPlan.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "scale", "clip:1", "clip:a:b", "clip:2:1", "min-max,"})
  void unknown_text_is_refused(String text) {
    assertThatThrownBy(() -> PreprocessingPlan.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void other_columns_are_refused() {
    Preprocessing p = PreprocessingPlan.parse("min-max").fit(ROWS);
    assertThatThrownBy(() -> p.apply(new float[4])).hasMessageContaining("3 columns");
  }
}
