package dev.hourglass.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.cli.report.Axis.Scale;
import dev.hourglass.data.series.Series;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.series.SeriesVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pieces of which reports are made. */
class PiecesTest {

  @Test
  void text_stays_text() {
    assertThat(Html.text("<a href='x' id=\"y\">&amp;\u0007\n"))
        .isEqualTo("&lt;a href=&#39;x&#39; id=&quot;y&quot;&gt;&amp;amp;\uFFFD\n");
    String wide = "x".repeat(119) + "\uD83D\uDE00" + "y";
    assertThat(Html.text(wide)).isEqualTo("x".repeat(119) + "…");
    assertThat(Html.text("x".repeat(120))).doesNotContain("…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0        | 0",
        "-0.0     | 0",
        "0.012344 | 0.01234",
        "1.5      | 1.5",
        "12       | 12",
        "1234.4   | 1,234",
        "123456   | 123,500",
        "-2.5     | -2.5",
        "1e-7     | 1.00e-07",
        "3e9      | 3.00e+09",
        "Infinity | Infinity"
      })
  void numbers_have_four_digits_that_matter(double value, String text) {
    assertThat(Html.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0,0 %", "1,100 %", "0.5,50 %", "0.034,3.4 %", "0.00021,0.021 %", "0.0999,10 %"})
  void shares_are_percents(double share, String text) {
    assertThat(Html.percent(share).replace('\u00A0', ' ')).isEqualTo(text);
  }

  @Test
  void chances_have_two_digits_that_matter() {
    assertThat(Html.chance(0.000_123_4)).isEqualTo("0.00012");
    assertThat(Html.chance(1)).isEqualTo("1");
  }

  @Test
  void passwords_are_hidden() {
    assertThat(Page.name("jdbc:x://user:pass@h:5432/db?password=p"))
        .isEqualTo("jdbc:x://user:...@h:5432/db?password=...");
    assertThat(Page.name("/home/x/new.csv")).isEqualTo("new.csv");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 0.3, 1, 72, 12_345, 1e12})
  void ticks_are_few_and_inside(double high) {
    for (Scale scale : Scale.values()) {
      double low = scale == Scale.LOG ? high / 1e5 : 0;
      Axis axis = new Axis(scale, low, high, 300, 20);
      List<Double> ticks = axis.ticks();
      assertThat(ticks)
          .as("%s to %s", scale, high)
          .hasSizeBetween(2, 20)
          .isSorted()
          .allMatch(t -> t >= low && t <= high * (1 + 1e-9));
      assertThat(axis.at(high)).isCloseTo(20, within(1e-9));
      assertThat(axis.at(low)).isCloseTo(300, within(1e-9));
      assertThat(axis.at(high * 2)).isEqualTo(axis.at(high));
    }
    assertThat(new Axis(Scale.LINEAR, 5, 5, 0, 1).at(5)).isZero();
  }

  @Test
  void a_histogram_counts_every_score_once() {
    double[] scores = {0, -1, 1e-300, 0.5, 0.5, 1, 2, 1e300, Double.POSITIVE_INFINITY};
    ScoreHistogram histogram = ScoreHistogram.of(scores);
    assertThat(histogram.share(Integer.MIN_VALUE, Integer.MAX_VALUE)).isEqualTo(1);
    assertThat(histogram.share(ScoreHistogram.bin(0.5), ScoreHistogram.bin(0.5) + 1))
        .isEqualTo(2.0 / scores.length);
    assertThat(ScoreHistogram.score(ScoreHistogram.bin(0.5))).isCloseTo(0.5, within(0.012));
    String svg = new HistogramPlot(histogram, new ScoreHistogram(), 1).svg();
    assertThat(svg).contains("flagged from 1 on").doesNotContain("NaN", "Infinity");
    for (double threshold : new double[] {Double.NaN, -1, 0, Double.MAX_VALUE}) {
      assertThat(new HistogramPlot(ScoreHistogram.of(new double[] {3}), histogram, threshold).svg())
          .doesNotContain("NaN");
    }
    assertThat(new HistogramPlot(new ScoreHistogram(), new ScoreHistogram(), 1).svg())
        .doesNotContain("NaN");
  }

  private static String plot(int length, int peak) {
    double[] times = new double[length];
    float[] values = new float[length];
    Arrays.setAll(times, t -> t);
    values[peak] = 9;
    Series series =
        new Series(
            "",
            times,
            NDArray.of(values, length, 1),
            new boolean[length],
            IntStream.range(0, length).toArray());
    List<SeriesVerdict> verdicts =
        IntStream.range(0, length)
            .mapToObj(t -> new SeriesVerdict(t + 1L, t, "", values[t], 0.5, t == peak, List.of()))
            .toList();
    return new SeriesPlot(
            series, List.of("a<b"), verdicts, new boolean[length], 4, new Times(false))
        .svg(new int[] {0});
  }

  @Test
  void a_long_series_is_drawn_with_few_points_and_all_its_peaks() {
    String svg = plot(300_000, 123_456);
    assertThat(svg.length()).isLessThan(120_000);
    assertThat(svg).contains("a&lt;b", "<rect class=span", "class=limit").doesNotContain("NaN");
    String trace = svg.substring(svg.indexOf("<polyline class=trace"));
    String top = Html.format(",%.1f ", 22.0);
    assertThat(trace.substring(0, trace.indexOf("/>"))).contains(top);
    assertThat(plot(1, 0)).doesNotContain("NaN");
  }

  @Test
  void times_are_dates_or_numbers() {
    assertThat(new Times(true).text(86_400)).isEqualTo("1970-01-02 00:00:00");
    assertThat(new Times(true).tick(86_400, 1e9)).isEqualTo("1970-01-02");
    assertThat(new Times(true).tick(86_400, 1e4)).isEqualTo("01-02 00:00");
    assertThat(new Times(false).text(123_456)).isEqualTo("123456");
    assertThat(new Times(false).text(0.123_456)).isEqualTo("0.123456");
    assertThat(new Times(true).text(1e18)).isEqualTo("1.00e+18");
  }
}
