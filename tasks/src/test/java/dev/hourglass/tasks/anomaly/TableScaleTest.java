package dev.hourglass.tasks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.data.table.ColumnGroup;
import dev.hourglass.data.table.Head;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableScaleTest {
  @Test
  void slots_are_divided_by_what_lies_between_their_deviation_and_that_of_the_column() {
    List<ColumnGroup> groups =
        List.of(
            new ColumnGroup("age", Head.GAUSSIAN, 0, 1, 0, false),
            new ColumnGroup("state", Head.CATEGORICAL, 1, 4, 4, false),
            new ColumnGroup("open", Head.BERNOULLI, 5, 1, 0, false));
    float[] mean = {40, 0.5f, 0.498f, 0.002f, 0, 0.5f};
    float[] deviation = {7, 0.5f, 0.5f, 0.0447f, 1, 0.5f};
    Preprocessing.Standardise scale =
        TableScale.of(groups, new Preprocessing.Standardise(mean, deviation));
    assertThat(scale.mean()).isEqualTo(mean);
    float[] found = scale.deviation();
    assertThat(found[0]).isEqualTo(7);
    assertThat(found[1]).isBetween(0.5f, 0.71f);
    assertThat(found[3]).isBetween(0.0448f, 0.5f);
    assertThat(found[4]).as("unseen in training").isEqualTo(0.1f);
    assertThat(found[5]).isEqualTo(0.5f);
  }
}
