package dev.hourglass.autoencoders.scheme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.ModelContract;
import dev.hourglass.autoencoders.Samples;
import dev.hourglass.autoencoders.train.Trainer;
import dev.hourglass.engine.NDArray;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurriculumTest extends ModelContract {

  @Override
  protected Autoencoder model() {
    return Samples.model();
  }

  @Override
  protected Trainer trainer(Autoencoder model) {
    return super.trainer(model).batchSize(8).curriculum(Curriculum.of(0.2, 4));
  }

  @Test
  void rows_grow_by_whole_batches_until_all_take_part() {
    assertThat(Curriculum.of(0.2, 4).counts(5, 40, 8)).containsExactly(8, 24, 32, 40, 40);
    assertThat(Curriculum.of(0.1, 3).counts(4, 50, 16)).containsExactly(16, 32, 50, 50);
    assertThat(Curriculum.NONE.counts(2, 50, 16)).containsExactly(50, 50);
  }

  @Test
  void the_easiest_rows_come_first_and_the_first_among_equals() {
    float[] difficulty = {3, 1, 2, 1, 1, 0};
    int[] rows = {0, 1, 2, 3, 4};
    assertThat(Curriculum.easiest(rows, difficulty, 2)).containsExactly(1, 3);
    assertThat(Curriculum.easiest(rows, difficulty, 4)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void scores_are_one_for_each_row() {
    NDArray rows = Samples.nearPlane(50, 6, 0.05, 1);
    List<Float> scores = IntStream.range(0, 50).mapToObj(i -> (float) -i).toList();
    Trainer trainer = trainer(model()).curriculum(new Curriculum(0.2, 4, Optional.of(scores)));
    assertThat(trainer.fit(rows).record().curriculum()).startsWith("0.2:4 by scores");
    Trainer wrong =
        trainer(model()).curriculum(new Curriculum(0.2, 4, Optional.of(scores.subList(0, 49))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> wrong.fit(rows))
        .withMessageContaining("49 scores for 50 rows");
  }

  @Test
  void texts() {
    assertThat(Curriculum.parse("0.3", 10)).isEqualTo(Curriculum.of(0.3, 5));
    assertThat(Curriculum.parse("0.3:7", 10)).isEqualTo(Curriculum.of(0.3, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "2:3", "0.3:0", "0.3:4:5"})
  void a_mistake_is_one_line(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Curriculum.parse(text, 10))
        .withMessageMatching("[^\\n]+");
  }
}
