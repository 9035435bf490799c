package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.constant;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.expm1;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.matmul;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.min;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.softplus;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.tanh;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The heads of the columns of counts. A row holds the scaled logarithm of a count, and a head gives
 * the logarithm of its mean in the same unit, but what is compared is the count itself.
 *
 * <p>Legend: B rows, D numbers of a row, C columns of counts.
 */
final class CountHeads {
  /** Logarithms of means are kept within this. */
  private static final double MEANS = 20;

  /** Logarithms of sizes are kept within this. */
  private static final double SIZES = 8;

  /** Sizes span orders of magnitude, so they learn so many times as fast as other weights. */
  private static final double PACE = 4;

  /** A count whose logarithm is larger is taken for one of this, so that all is finite. */
  private static final double LARGEST = 30;

  /** What a number adds that no count can be: as improbable as a category can be at most. */
  private static final double IMPOSSIBLE = 20;

  private final MixedLayout layout;
  private final Preprocessing.Standardise scale;
  private final List<Column> columns;

  /**
   * @param scale what was done to the rows
   */
  CountHeads(MixedLayout layout, Preprocessing.Standardise scale) {
    this.layout = layout;
    this.scale = scale;
    this.columns = layout.of(Kind.COUNT);
  }

  boolean isEmpty() {
    return columns.isEmpty();
  }

  /** log(1 + x) of a count x is this times what stands in a scaled row, and {@link #shift}. */
  private double factor(Column column) {
    return column.logarithm().scale() * scale.deviation()[column.offset()];
  }

  private double shift(Column column) {
    double mean = scale.mean()[column.offset()];
    return mean * column.logarithm().scale() + column.logarithm().offset();
  }

  /** Logarithms of means of counts, (B, C), of heads (B, D). */
  private Tensor logMeans(Tensor heads) {
    Tensor logMeans = logarithms(heads);
    return max(fill(-MEANS), min(fill(MEANS), logMeans));
  }

  /** The same at their places, (B, D). */
  Tensor means(Tensor heads) {
    return placed(logMeans(heads));
  }

  /**
   * Minus the logarithm of each count's likelihood at its place, (B, D).
   *
   * @param scaled rows (B, D)
   * @param heads (B, D)
   * @param spreads the parameter of the sizes, (D)
   */
  Tensor surprise(Tensor scaled, Tensor heads, Tensor spreads) {
    Tensor counts = max(fill(0), expm1(min(fill(LARGEST), logarithms(scaled))));
    Tensor logSizes =
        mul(fill(-SIZES), tanh(mul(picked(reshape(spreads, 1, layout.width())), fill(reach()))));
    return placed(NegativeBinomial.surprise(counts, logMeans(heads), logSizes));
  }

  private static double reach() {
    return PACE / SIZES;
  }

  /** The means as the rows have counts before these are scaled, (B, D). */
  Tensor expected(Tensor heads) {
    Tensor logarithms = softplus(logMeans(heads)); // log(1 + mean)
    Tensor offset = row(c -> c.logarithm().offset());
    return placed(div(sub(logarithms, offset), row(c -> c.logarithm().scale())));
  }

  private Tensor logarithms(Tensor scaled) {
    return add(mul(picked(scaled), row(this::factor)), row(this::shift));
  }

  private Tensor picked(Tensor rows) {
    return matmul(rows, layout.membership(columns));
  }

  private Tensor placed(Tensor counts) {
    return matmul(counts, false, layout.membership(columns), true);
  }

  private Tensor row(ToDoubleFunction<Column> of) {
    float[] numbers = new float[columns.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) of.applyAsDouble(columns.get(i));
    }
    return constant(NDArray.of(numbers, 1, numbers.length));
  }

  /**
   * Lets the means start from those of the training rows: from the mean of logarithms the way is
   * long where few counts are large.
   *
   * @param biases of the heads, from {@code first} on
   * @param rows [N, D], scaled
   */
  void start(float[] biases, int first, NDArray rows) {
    int count = rows.shape().dim(0);
    for (Column column : columns) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += Math.max(0, number(column, rows, i));
      }
      double logMean = Math.max(-MEANS, StrictMath.log(sum / count));
      biases[first + column.offset()] = (float) ((logMean - shift(column)) / factor(column));
    }
  }

  private double number(Column column, NDArray rows, int row) {
    double logarithm =
        rows.data()[row * layout.width() + column.offset()] * factor(column) + shift(column);
    double size = StrictMath.expm1(Math.min(LARGEST, Math.abs(logarithm)));
    return Math.copySign(size, logarithm);
  }

  /**
   * Adds minus the logarithm of each count's likelihood to the parts of its row, in double
   * precision. A number below 0 counts as 0, and up to {@value #IMPOSSIBLE} more.
   *
   * @param parts [N * D]
   * @param rows [N, D], scaled
   * @param means as {@link #means} gives them, [N, D]
   * @param weights hold the parameter of the sizes from {@code first} on
   */
  void addSurprises(double[] parts, NDArray rows, NDArray means, float[] weights, int first) {
    int width = layout.width();
    for (Column column : columns) {
      double logSize = -SIZES * StrictMath.tanh(reach() * weights[first + column.offset()]);
      for (int i = 0; i < parts.length / width; i++) {
        int at = i * width + column.offset();
        if (!isMissing(column, rows, i)) {
          double x = number(column, rows, i);
          double surprise =
              NegativeBinomial.surprise(Math.max(0, x), means.data()[at], logSize)
                  + IMPOSSIBLE * Math.clamp(-x, 0, 1);
          parts[at] += Math.max(0, surprise);
        }
      }
    }
  }

  private boolean isMissing(Column column, NDArray rows, int row) {
    int mask = column.mask();
    return mask >= 0
        && rows.data()[row * layout.width() + mask] * scale.deviation()[mask] + scale.mean()[mask]
            > 0.5;
  }
}
