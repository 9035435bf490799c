package dev.hourglass.cli;

import dev.hourglass.data.table.TableWriter;
import dev.hourglass.data.table.TableWriter.Kind;
import dev.hourglass.tasks.series.SeriesDetector;
import dev.hourglass.tasks.series.SeriesVerdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code detect} says about the points of series, by column. */
record SeriesAnswer(SeriesDetector detector) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSS]").withZone(ZoneOffset.UTC);

  /** The columns. */
  List<TableWriter.Output> columns() {
    List<TableWriter.Output> columns = new ArrayList<>();
    columns.add(new TableWriter.Output("row", Kind.WHOLE));
    columns.add(
        new TableWriter.Output("time", detector.training().dates() ? Kind.TEXT : Kind.NUMBER));
    if (detector.columns().keys() > 0) {
      columns.add(new TableWriter.Output("series", Kind.TEXT));
    }
    columns.add(new TableWriter.Output("score", Kind.NUMBER));
    columns.add(new TableWriter.Output("p_value", Kind.NUMBER));
    columns.add(new TableWriter.Output("anomaly", Kind.WHOLE));
    columns.add(new TableWriter.Output("because", Kind.TEXT));
    return columns;
  }

  /** In the order of the columns. */
  List<Object> values(SeriesVerdict v) {
    List<Object> values = new ArrayList<>(List.of(v.row(), time(v)));
    if (detector.columns().keys() > 0) {
      values.add(v.key());
    }
    values.addAll(List.of(v.score(), v.pValue(), v.anomaly() ? 1L : 0L, v.because()));
    return values;
  }

  /** The time of a point, a text where times are dates. */
  Object time(SeriesVerdict v) {
    if (!detector.training().dates()) {
      return v.time();
    }
    long millis = Math.round(v.time() * 1000);
    String text = STAMP.format(Instant.ofEpochMilli(millis));
    return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
  }

  /** A warning where the steps of a series are not those of the training. */
  Optional<String> warning(double step) {
    double usual = detector.training().step();
    boolean other = step > 0 && usual > 0 && (step > 1.5 * usual || step < usual / 1.5);
    return other
        ? Optional.of(
            "warning: points are %s apart, but were %s apart in training".formatted(step, usual))
        : Optional.empty();
  }
}
