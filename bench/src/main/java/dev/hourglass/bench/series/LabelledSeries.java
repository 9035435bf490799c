package dev.hourglass.bench.series;

import dev.hourglass.data.series.Series;
import dev.hourglass.data.series.SeriesTable;
import dev.hourglass.engine.NDArray;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A series to learn from and one to be judged on; the same one where nothing else is there.
 *
 * @param set the collection that it belongs to
 * @param name its name there
 * @param train to learn from
 * @param test to be judged on
 * @param anomalies points of {@code test}
 */
record LabelledSeries(
    String set, String name, SeriesTable train, SeriesTable test, BitSet anomalies) {

  /** One whose points are numbered. */
  static LabelledSeries of(String set, String name, NDArray train, NDArray test, BitSet anomalies) {
    int[] varying = varying(train);
    return new LabelledSeries(
        set, name, table(chosen(train, varying)), table(chosen(test, varying)), anomalies);
  }

  /** Columns that say something in training, as a reader of tables keeps them. */
  private static int[] varying(NDArray rows) {
    int channels = rows.shape().dim(1);
    float[] data = rows.data();
    return IntStream.range(0, channels)
        .filter(c ->
            IntStream.range(0, data.length / channels)
                .anyMatch(t -> data[t * channels + c] != data[c]))
        .toArray();
  }

  private static NDArray chosen(NDArray rows, int[] columns) {
    int points = rows.shape().dim(0);
    int channels = rows.shape().dim(1);
    float[] data = new float[points * columns.length];
    for (int i = 0; i < data.length; i++) {
      data[i] = rows.data()[i / columns.length * channels + columns[i % columns.length]];
    }
    return NDArray.of(data, points, columns.length);
  }

  private static SeriesTable table(NDArray points) {
    int total = points.shape().dim(0);
    int[] rows = IntStream.range(0, total).toArray();
    double[] times = Arrays.stream(rows).asDoubleStream().toArray();
    boolean[] missing = new boolean[points.data().length];
    List<String> names = IntStream.range(0, points.shape().dim(1)).mapToObj(c -> "v" + c).toList();
    return new SeriesTable(
        "t", false, names, List.of(new Series("", times, points, missing, rows)), total, List.of());
  }
}
