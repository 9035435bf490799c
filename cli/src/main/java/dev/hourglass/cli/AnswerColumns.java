package dev.hourglass.cli;

import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Taking one column out of a table of numbers. */
final class AnswerColumns {
  private static final int SHOWN = 8;

  private AnswerColumns() {}

  static float[] column(NDArray rows, int at) {
    int width = rows.shape().dim(1);
    float[] values = new float[rows.shape().dim(0)];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.data()[i * width + at];
    }
    return values;
  }

  static Dataset without(Dataset dataset, int at) {
    int n = dataset.rows().shape().dim(0);
    int width = dataset.rows().shape().dim(1);
    float[] all = dataset.rows().data();
    float[] left = new float[Math.multiplyExact(n, width - 1)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(all, i * width, left, i * (width - 1), at);
      System.arraycopy(all, i * width + at + 1, left, i * (width - 1) + at, width - 1 - at);
    }
    List<String> names = new ArrayList<>(dataset.columns());
    names.remove(at);
    return new Dataset(
        NDArray.of(left, n, width - 1), Optional.empty(), dataset.name(), names, Optional.empty());
  }

  /** The first few names. */
  static String some(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    return names.size() > SHOWN ? shown + ", ..." : shown;
  }
}
