package dev.hourglass.tasks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.autoencoders.file.ModelFileException;
import dev.hourglass.data.table.ColumnBatches;
import dev.hourglass.data.table.EncodingOptions;
import dev.hourglass.data.table.EncodingTally;
import dev.hourglass.data.table.Head;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import dev.hourglass.tasks.mixed.MixedOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts that go with a category, in a table from a file to reasons. */
class CountColumnTest {
  private static final Label LABEL = new Label("odd", "no");
  private static final AnomalyModel MODEL =
      new AnomalyModel.Mixed(
          new MixedOptions(List.of(16, 2), 2, 0.3, 2000, 64, 3e-3, 1, 1), Optional.empty());

  private static final String HEADER = "kind,noise,pages\n";

  @TempDir static Path folder;
  private static Path visits = Path.of("");
  private static TableDetector detector;

  @BeforeAll
  static void train() throws IOException {
    visits = folder.resolve("visits.csv");
    Files.writeString(visits, text(1, 1500));
    detector = fit(1).detector();
  }

  /**
   * People ask for 4 pages, robots for 400, others for 40; odd people for 400, other odd ones 4.
   */
  private static String text(long seed, int rows) {
    Random random = new Random(seed);
    List<String> kinds = List.of("person", "person", "person", "other", "robot");
    int[] means = {4, 4, 4, 40, 400};
    StringBuilder text = new StringBuilder(HEADER.strip() + ",odd\n");
    for (int i = 0; i < rows; i++) {
      boolean odd = i % 10 == 9;
      int kind = random.nextInt(5);
      int mean = means[odd ? (kind < 3 ? 4 : 0) : kind];
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%.3f,%d,%s%n",
              kinds.get(kind),
              random.nextGaussian(),
              Math.round(mean * Math.exp(0.4 * random.nextGaussian())),
              odd ? "yes" : "no"));
    }
    return text.toString();
  }

  private static TableTraining.Result fit(int threads) {
    TableTraining training =
        new TableTraining(
            EncodingOptions.DEFAULTS,
            AnomalyOptions.DEFAULTS.withModel(MODEL).withThreads(threads),
            Optional.of(LABEL),
            false,
            new ThresholdRule.BestF1());
    try (TableSource source = TableSource.open(visits, TableOptions.DEFAULTS)) {
      return training.fit(source, TableOptions.MISSING);
    }
  }

  private static List<Verdict> judge(TableDetector by, String text) throws IOException {
    Path csv = Files.writeString(folder.resolve("new.csv"), text);
    try (TableSource source = TableSource.open(csv, by.reading(TableOptions.DEFAULTS));
        ColumnBatches batches = by.encoding().open(source, 1000)) {
      assertThat(batches.next()).isTrue();
      return by.judge(batches.batch(), 3, new EncodingTally());
    }
  }

  private static List<Column> layout(TableDetector of) {
    return ((MixedModel) of.detector().model()).model().layout().columns();
  }

  @Test
  void counts_that_break_what_goes_together_are_found() {
    assertThat(layout(detector).getLast().kind()).isEqualTo(Kind.COUNT);
    assertThat(fit(1).comparison().detector().auroc()).isGreaterThan(0.97);
  }

  @Test
  void what_is_expected_is_a_count() throws IOException {
    Verdict odd = judge(detector, HEADER + "person,0,500\n").getFirst();
    Verdict.Cause cause =
        odd.causes().stream().filter(c -> c.column().equals("pages")).findFirst().orElseThrow();
    assertThat(cause.observed()).isEqualTo("500");
    assertThat(cause.expected()).matches("[0-9]+");
    assertThat(Integer.parseInt(cause.expected())).isBetween(1, 250);
  }

  @Test
  void numbers_that_are_no_counts_are_judged_too() throws IOException {
    List<Verdict> verdicts =
        judge(
            detector,
            HEADER + "person,0,4\nperson,0,4.5\nperson,0,0\nperson,0,-3\nperson,0,1e300\n");
    double[] scores = verdicts.stream().mapToDouble(Verdict::score).toArray();
    assertThat(Arrays.stream(scores).allMatch(Double::isFinite)).isTrue();
    assertThat(scores[1]).isCloseTo(scores[0], within(1.0));
    assertThat(scores[3]).isGreaterThan(scores[2] + 10);
    assertThat(scores[4]).isGreaterThan(scores[0] + 100);
    assertThat(verdicts.get(4).anomaly()).isTrue();
  }

  @Test
  void the_file_brings_it_back_and_threads_change_no_bit() throws IOException {
    Path file = folder.resolve("made.safetensors");
    detector.save(file);
    byte[] bytes = Files.readAllBytes(file);
    TableDetector loaded = TableDetector.load(file, 3);
    assertThat(layout(loaded)).isEqualTo(layout(detector));
    String rows = HEADER + "person,0.5,7\nrobot,-1,300\nother,0,3000\n";
    assertThat(judge(loaded, rows)).isEqualTo(judge(detector, rows));
    fit(3).detector().save(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    String edited =
        new String(bytes, StandardCharsets.ISO_8859_1).replace("\"log_scale\\", "\"log_scald\\");
    Files.write(file, edited.getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> TableDetector.load(file, 1))
        .isInstanceOf(ModelFileException.class)
        .hasMessageContaining("log_scale");
  }

  @Test
  void a_file_from_before_counts_had_a_head_scores_as_it_did() throws IOException {
    Path file = folder.resolve("before.safetensors");
    try (InputStream in = CountColumnTest.class.getResourceAsStream("before-counts.safetensors")) {
      Files.write(file, Objects.requireNonNull(in).readAllBytes());
    }
    TableDetector before = TableDetector.load(file, 1);
    assertThat(before.encoding().groups().getLast().head()).isEqualTo(Head.COUNT);
    assertThat(layout(before).getLast().kind()).isEqualTo(Kind.NUMBERS);
    List<Verdict> verdicts = judge(before, HEADER + "person,0.5,7\nrobot,-1,300\nperson,0,3000\n");
    assertThat(verdicts.stream().mapToDouble(Verdict::score).toArray())
        .containsExactly(new double[] {0.18244, 0.14213, 20.55988}, within(1e-4));
  }

  @Test
  void counts_beyond_what_floats_tell_apart_stay_real_numbers() throws IOException {
    Path csv =
        Files.writeString(folder.resolve("huge.csv"), text(2, 300) + "robot,0,16777217,no\n");
    EncodingOptions options = EncodingOptions.DEFAULTS.without("odd");
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      TableEncoding encoding = TableEncoding.fit(source, options, _ -> true);
      NDArray rows = encoding.encode(source).values();
      assertThat(encoding.groups().getLast().head()).isEqualTo(Head.COUNT);
      assertThat(ColumnHeads.layout(encoding, rows).columns().getLast().kind())
          .isEqualTo(Kind.NUMBERS);
    }
  }
}
