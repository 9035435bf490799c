package dev.hourglass.bench.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesBenchTest {
  @TempDir Path folder;

  @Test
  void nab_is_labelled_by_its_windows() throws IOException {
    Path series = Files.createDirectories(folder.resolve("nab/realKnownCause"));
    Files.createDirectories(folder.resolve("nab/labels"));
    StringBuilder text = new StringBuilder("timestamp,value\n");
    for (int t = 0; t < 60; t++) {
      text.append("2014-01-01 00:%02d:00,%s%n".formatted(t, t % 7));
    }
    Files.writeString(series.resolve("a.csv"), text);
    Files.writeString(
        folder.resolve("nab/labels/combined_windows.json"),
        "{\"realKnownCause/a.csv\": [[\"2014-01-01 00:10:00.000000\", \"2014-01-01 00:12:00.000000\"]]}");
    List<LabelledSeries> all = new SeriesSets(folder).of("nab");
    assertThat(all).singleElement().extracting(LabelledSeries::name).isEqualTo("a");
    assertThat(all.getFirst().anomalies().stream()).containsExactly(10, 11, 12);
    assertThat(all.getFirst().train()).isSameAs(all.getFirst().test());
  }

  @Test
  void skab_trains_on_the_first_400_rows() throws IOException {
    StringBuilder text = new StringBuilder("datetime;a;b;c;d;e;f;g;h;anomaly;changepoint\n");
    for (int t = 0; t < 410; t++) {
      text.append("2020-01-01;%d;1;2;3;4;5;6;7;%s;0.0%n".formatted(t, t >= 405 ? "1.0" : "0.0"));
    }
    Files.createDirectories(folder.resolve("skab"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("skab/skab.zip")))) {
      zip.putNextEntry(new ZipEntry("valve1/0.csv"));
      zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    LabelledSeries only = new SeriesSets(folder).of("skab").getFirst();
    assertThat(only.name()).isEqualTo("valve1/0");
    assertThat(only.train().rows()).isEqualTo(400);
    assertThat(only.test().rows()).isEqualTo(10);
    assertThat(only.train().values()).as("constant columns say nothing").hasSize(1);
    assertThat(only.anomalies().stream()).containsExactly(5, 6, 7, 8, 9);
  }

  @Test
  void what_is_not_there_is_said_in_one_line() {
    assertThatThrownBy(() -> new SeriesSets(folder).of("skab"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the set skab cannot be read");
    assertThatThrownBy(() -> new SeriesSets(folder).of("yahoo"))
        .hasMessage("a set is nab, skab, smap-msl or synthetic, got \"yahoo\"");
  }

  @Test
  void formulas_give_the_same_series_again() {
    List<LabelledSeries> once = SyntheticSets.all(3);
    List<LabelledSeries> again = SyntheticSets.all(3);
    assertThat(once).hasSize(21);
    for (int i = 0; i < once.size(); i++) {
      assertThat(once.get(i).anomalies())
          .isEqualTo(again.get(i).anomalies())
          .satisfies(a -> assertThat(a.isEmpty()).isFalse());
      assertThat(once.get(i).test().series().getFirst().values())
          .isEqualTo(again.get(i).test().series().getFirst().values());
    }
  }

  @Test
  void spans_are_counted_over_all_series_and_figures_averaged() {
    SeriesResultTable table =
        new SeriesResultTable(
            List.of(
                new SeriesResult("d", "s", "a", 1, 0.5, 0.1, 0.2, 1, 0, 0, 1),
                new SeriesResult("d", "s", "b", 1, 0.7, 0.1, 0.4, 0, 1, 1, 3),
                new SeriesResult("d", "s", "a", 2, 0.9, 0.1, 0.2, 1, 0, 0, 1),
                new SeriesResult("d", "s", "b", 2, 0.9, 0.1, 0.4, 1, 0, 0, 3)));
    List<?> means = (List<?>) Objects.requireNonNull(table.json().get("means"));
    Map<?, ?> line = (Map<?, ?>) means.getFirst();
    assertThat(number(line, "auroc")).isCloseTo(0.75, within(1e-12));
    assertThat(number(line, "auroc_spread")).isCloseTo(0.15, within(1e-12));
    assertThat(number(line, "overlap_f1")).isCloseTo(0.75, within(1e-12)); // 0.5 and 1
    assertThat(table.markdown()).contains("| s | d | 0.300 ± 0.000 | 0.750 ± 0.150 |");
  }

  private static double number(Map<?, ?> line, String figure) {
    return (Double) Objects.requireNonNull(line.get(figure));
  }
}
