package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mistake is one line on standard error and exit status 2, and leaves no file behind. */
class MistakesTest {
  private static final String SMALL = " --limit 64 --epochs 1 --threads 1 ";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "trian sample:mnist              | unknown command \"trian\"; did you mean train",
        "train sample:mnist OUT --epoch 3    | unknown option \"--epoch\"; did you mean --epochs?",
        "train sample:mnist              | --out=MODEL",
        "train sample:mnist --epochs x   | is not an int",
        "train sample:mnist OUT extra    | one argument too many: \"extra\"",
        "train sample:mnsit OUT          | sample:mnist, sample:mnist-test",
        "train none.csv OUT              | none.csv: found nothing there",
        "train sample:mnist OUT --loss bcee       | choose one of mse,",
        "train sample:mnist OUT --activation rely | choose one of linear,",
        "train sample:mnist OUT --init hee        | choose one of zeros,",
        "train sample:mnist OUT --optimizer add   | choose one of sgd,",
        "train sample:mnist OUT --optimizer adamw:x | the weight decay of \"adamw:x\" is no number",
        "train sample:mnist OUT --test none.csv   | none.csv: found nothing there",
        "train sample:mnist OUT --schedule up     | choose constant,",
        "train sample:mnist OUT --scale up        | choose none,",
        "train sample:mnist OUT --epochs 0        | epochs must be 1 or more, got 0",
        "train sample:mnist OUT --batch-size 0    | batch size must be 1 or more, got 0",
        "train sample:mnist OUT --threads 0       | threads must be 1 or more, got 0",
        "train sample:mnist OUT --learning-rate 0 | learning rate must be a number above 0",
        "train sample:mnist OUT --validation-split 1 | [0, 1), got 1.0",
        "train sample:mnist OUT --resume          | --resume needs --checkpoint DIR",
        "train sample:mnist OUT --layers 9,3      | a row of sample:mnist has 784 numbers",
        "train sample:mnist OUT --clip-norm 1 --clip-value 1 | exclude each other",
        "evaluate none sample:mnist-test          | none: there is no such file",
        "encode none sample:mnist-test --out x.txt | a name that ends in .csv or .npy",
        "train jdbc:postgresql://h/db?password=geheim OUT | password=...: a database is read by describe,",
        "describe jdbc:postgresql://127.0.0.1:1/db?password=geheim --query x | password=...: found no database there",
        "demo --out none/report.html              | found no folder"
      })
  void is_one_line(String call, String expected) throws IOException {
    Call done = Call.of(call.replace("OUT", "--out " + folder.resolve("m.safetensors")));
    assertThat(done.status()).isEqualTo(2);
    assertThat(done.out()).isEmpty();
    assertThat(done.errorLines())
        .singleElement()
        .asString()
        .startsWith("hourglass: ")
        .contains(expected)
        .doesNotContain("geheim");
    assertEmptyFolder();
  }

  @Test
  void a_folder_as_the_model_is_refused_before_the_work() {
    Call call = Call.of("train sample:mnist --out " + folder + SMALL.stripTrailing());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines()).singleElement().asString().contains("found a folder");
  }

  @Test
  void a_number_that_is_none_is_named_by_line_and_column() throws IOException {
    Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n3,NaN\n");
    Call call = Call.of("train", table.toString(), "--out", folder.resolve("m.st").toString());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines())
        .singleElement()
        .asString()
        .contains("line 3, column \"b\"", "NaN");
  }

  @Test
  void test_data_of_another_width_are_refused_before_training() throws IOException {
    Path model = folder.resolve("m.safetensors");
    Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n3,4\n");
    Call call = Call.of("train sample:mnist --test " + table + " --out " + model);
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines())
        .singleElement()
        .asString()
        .endsWith("has rows of 2 numbers, but sample:mnist has rows of 784");
    assertThat(model).doesNotExist();
  }

  @Test
  void data_of_another_width_than_the_models_are_refused() throws IOException {
    Path model = folder.resolve("m.safetensors");
    Call.of("train sample:mnist --out " + model + SMALL.stripTrailing());
    Path table = Files.writeString(folder.resolve("t.csv"), "a,b\n1,2\n3,4\n");
    Path out = folder.resolve("c.npy");
    Call call = Call.of("encode", model.toString(), table.toString(), "--out", out.toString());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines())
        .singleElement()
        .asString()
        .endsWith("has rows of 2 numbers, but the model " + model + " takes 784");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_run_that_diverges_says_when_and_what_to_try_and_writes_nothing() throws IOException {
    Call call =
        Call.of(
            "train sample:mnist --learning-rate 1e30 --batch-size 16 --out "
                + folder.resolve("m.safetensors")
                + SMALL.stripTrailing());
    assertThat(call.status()).isEqualTo(2);
    assertThat(call.errorLines().getLast())
        .contains(
            "epoch 1, step ", "the loss before it was", "largest gradient", "try a learning rate")
        .endsWith("; no model was written");
    assertEmptyFolder();
  }

  private void assertEmptyFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }
}
