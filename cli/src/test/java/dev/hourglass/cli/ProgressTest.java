package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.autoencoders.train.StepRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  private static final StepRecord HALF = new StepRecord(2, 4, 5, 10, 0.125, 1234.5, 61);
  private static final EpochRecord DONE =
      new EpochRecord(2, 0.25, OptionalDouble.of(0.5), 2000, 30);

  private static String shown(boolean terminal) {
    StringWriter text = new StringWriter();
    Progress progress = new Progress(new PrintWriter(text), 4, terminal);
    progress.onStep(HALF);
    progress.onEpoch(DONE);
    return text.toString();
  }

  @Test
  void a_terminal_shows_a_bar_and_a_line_over_it() {
    assertThat(shown(true))
        .isEqualTo(
            ("\rEpoch 2/4 [============            ] loss 0.12500  1,235 samples/s  1:01 min left\033[K"
                    + "\rEpoch 2/4  loss 0.25000  validation 0.50000  2,000 samples/s  1:00 min left\033[K%n")
                .formatted());
  }

  @Test
  void elsewhere_there_are_plain_lines() {
    assertThat(shown(false))
        .isEqualTo(
            "Epoch 2/4  loss 0.25000  validation 0.50000  2,000 samples/s  1:00 min left%n"
                .formatted());
  }

  @ParameterizedTest
  @CsvSource({"0.2,0 s", "59.4,59 s", "60,1:00 min", "3599.6,1:00 h", "7300,2:01 h"})
  void durations_are_short(double seconds, String text) {
    assertThat(Progress.duration(seconds)).isEqualTo(text);
  }
}
