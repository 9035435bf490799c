package dev.hourglass.autoencoders.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  @ParameterizedTest(name = "{0} at step {1} of 100")
  @CsvSource(
      delimiter = '|',
      value = {
        "constant | 1 | 1",
        "constant | 100 | 1",
        "step:10:0.5 | 1 | 1",
        "step:10:0.5 | 10 | 1",
        "step:10:0.5 | 11 | 0.5",
        "step:10:0.5 | 31 | 0.125",
        "exponential:0.9 | 1 | 1",
        "exponential:0.9 | 3 | 0.81",
        "cosine | 1 | 1",
        "cosine | 51 | 0.5",
        "cosine | 101 | 0",
        "cosine:0.2 | 51 | 0.6",
        "cosine:0.2 | 500 | 0.2",
        "warmup:4 | 1 | 0.25",
        "warmup:4 | 4 | 1",
        "warmup:4 | 5 | 1",
        "warmup:20,cosine | 20 | 1",
        "warmup:20,cosine | 21 | 1",
        "warmup:20,cosine | 61 | 0.5"
      })
  void values_at_points(String schedule, long step, double factor) {
    assertThat(Schedule.parse(schedule).factor(step, 100)).isCloseTo(factor, within(1e-12));
  }

  @Test
  void text_and_record_agree() {
    assertThat(Schedule.parse(" Warmup:500,Cosine:0.1 "))
        .isEqualTo(new Schedule.Warmup(500, new Schedule.Cosine(0.1)));
    assertThat(Schedule.parse("constant")).isEqualTo(Schedule.CONSTANT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "linear",
        "step",
        "step:10",
        "step:x:0.5",
        "cosine:1:2",
        "exponential",
        "warmup",
        "constant:1",
        "cosine,step:1:0.5"
      })
  void an_unknown_text_lists_the_choices(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.parse(text))
        .withMessageStartingWith("unknown schedule \"")
        .withMessageContaining(
            "choose constant, cosine, cosine:FLOOR, exponential:GAMMA or step:EVERY:GAMMA");
  }

  @Test
  void values_out_of_range_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule.Cosine(1.5))
        .withMessageContaining("[0, 1), got 1.5");
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.StepDecay(0, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Exponential(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule.Warmup(0, Schedule.CONSTANT));
  }
}
