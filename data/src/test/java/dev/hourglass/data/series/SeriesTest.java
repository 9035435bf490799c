package dev.hourglass.data.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import dev.hourglass.data.table.TableOptions;
import dev.hourglass.data.table.TableSource;
import dev.hourglass.engine.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {
  @TempDir Path folder = Path.of("");

  private SeriesTable read(String text, SeriesOptions options) throws IOException {
    Path csv = Files.writeString(folder.resolve("s.csv"), text);
    try (TableSource source = TableSource.open(csv, TableOptions.DEFAULTS)) {
      return SeriesTable.of(source, options);
    }
  }

  private static String sine(int points, int period) {
    return "timestamp,value\n"
        + IntStream.range(0, points)
            .mapToObj(t ->
                "2024-01-%02d %02d:%02d:00,%s\n"
                    .formatted(
                        1 + t / 1440,
                        t / 60 % 24,
                        t % 60,
                        Math.sin(2 * Math.PI * t / period) + 0.1 * Math.sin(t * t)))
            .collect(Collectors.joining());
  }

  @Test
  void seriesAreToldApartByKeyAndSortedByTime() throws IOException {
    SeriesTable table =
        read(
            "t,unit,a,b\n3,u,30,1\n1,v,10,2\n1,u,10,\n2,u,,3\n2,v,20,2.5\n",
            SeriesOptions.DEFAULTS.withKeys("unit"));
    assertThat(table.time()).isEqualTo("t");
    assertThat(table.values()).containsExactly("a", "b");
    assertThat(table.series()).extracting(Series::key).containsExactly("u", "v");
    Series u = table.series().getFirst();
    assertThat(u.times()).containsExactly(1, 2, 3);
    assertThat(u.rows()).containsExactly(2, 3, 0);
    assertThat(u.values()).isEqualTo(NDArray.of(new float[] {10, 3, 20, 3, 30, 1}, 3, 2));
    assertThat(u.missing()).containsExactly(false, true, true, false, false, false);
    assertThat(table.notes()).anyMatch(n -> n.contains("sorted"));
    assertThat(table.byRow(List.of(new double[] {1, 2, 3}, new double[] {4, 5})))
        .containsExactly(3, 4, 1, 2, 5);
  }

  @ParameterizedTest
  @CsvSource({"2000,48", "3000,100", "1500,24"})
  void thePeriodIsFound(int points, int period) throws IOException {
    SeriesTable table = read(sine(points, period), SeriesOptions.DEFAULTS);
    assertThat(table.dates()).isTrue();
    assertThat(table.series().getFirst().steps().isRegular()).isTrue();
    assertThat(WindowLength.of(table.series())).isBetween(period - 1, period + 1);
  }

  @Test
  void everyPointLiesInAWindow() throws IOException {
    Series series = read(sine(101, 20), SeriesOptions.DEFAULTS).series().getFirst();
    for (int length : new int[] {1, 7, 20, 101, 150}) {
      for (int stride : new int[] {1, 3, 7}) {
        if (stride > length) {
          continue;
        }
        Windows windows = Windows.of(series, length, stride);
        NDArray rows = windows.rows();
        assertThat(rows.shape().dim(0)).isEqualTo(windows.count());
        // Numbers that are the points' own come back as they were.
        double[] back = windows.byPoint(rows);
        for (int t = 0; t < back.length; t++) {
          assertThat(back[t]).isCloseTo(series.values().data()[t], within(1e-6));
        }
      }
    }
  }

  @Test
  void pointsHaveTheMeanOfTheirWindows() {
    NDArray points = NDArray.of(new float[] {1, 2, 3, 4}, 4, 1);
    Windows windows = new Windows(points, 3, 1);
    assertThat(windows.rows().data()).containsExactly(1, 2, 3, 2, 3, 4);
    assertThat(windows.rows(1, 2).data()).containsExactly(2, 3, 4);
    assertThat(windows.byPoint(new double[] {1, 3})).containsExactly(1, 2, 2, 3);
    NDArray inside = NDArray.of(new float[] {1, 2, 3, 6, 7, 8}, 2, 3);
    assertThat(windows.byPoint(inside)).containsExactly(1, 4, 5, 8);
  }

  @Test
  void irregularStepsAreSaidAndEvened() throws IOException {
    SeriesTable table = read("t,v\n0,0\n1,1\n2,2\n2.4,2.4\n6,6\n7,7\n", SeriesOptions.DEFAULTS);
    Series series = table.series().getFirst();
    assertThat(series.steps().gaps()).isEqualTo(1);
    assertThat(table.notes()).anyMatch(n -> n.contains("1 gaps"));
    RegularSeries regular = RegularSeries.of(series, 1);
    assertThat(regular.series().times()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(regular.series().values().data()[2]).isEqualTo(2.2f);
    assertThat(regular.series().values().data()[4]).isEqualTo(4.1f, within(1e-5f));
    assertThat(regular.series().missing()[4]).isTrue();
    assertThat(regular.toPoints(new double[] {0, 1, 2, 3, 4, 5, 6, 7}))
        .containsExactly(0, 1, 2, 2, 6, 7);
  }

  @Test
  void whatIsNoSeriesIsRefused() {
    assertThatThrownBy(() -> read("a,b\n1,2\n2,3\n", SeriesOptions.DEFAULTS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("--time");
    assertThatThrownBy(() -> read("t,b\n1,2\n,3\n2,4\n", SeriesOptions.DEFAULTS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("row 2, column \"t\"");
    assertThatThrownBy(() -> read("t,b\n1,x\n2,y\n", SeriesOptions.DEFAULTS))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no column of values");
  }
}
