package dev.hourglass.tasks.mixed;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.concat;
import static dev.hourglass.engine.Tensors.constant;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.eq;
import static dev.hourglass.engine.Tensors.exp;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.ge;
import static dev.hourglass.engine.Tensors.log;
import static dev.hourglass.engine.Tensors.matmul;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.neg;
import static dev.hourglass.engine.Tensors.randomUniform;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.sigmoid;
import static dev.hourglass.engine.Tensors.softplus;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.sum;
import static dev.hourglass.engine.Tensors.sumAll;
import static dev.hourglass.engine.Tensors.tanh;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The heads of a {@link MixedAutoencoder} as graphs. All columns are calculated at once, with
 * matrices that say which number belongs where, so a table of many columns needs no more operations
 * than one of few; only indices have their own.
 *
 * <p>Legend: B rows, D numbers of a row, S columns of slots, M masks, I indices.
 */
final class MixedLikelihood {
  /** Logarithms of variances are kept within this. */
  private static final double REACH = 6;

  /** So are those of odds, so that no exponential overflows. */
  private static final double ODDS = 20;

  private final MixedNetwork network;
  private final MixedLayout layout;
  private final CountHeads counts;
  private final Tensor mean; // (1, D)
  private final Tensor deviation; // (1, D)

  /**
   * Heads for rows that were scaled.
   *
   * @param scale what was done to the rows
   */
  MixedLikelihood(MixedNetwork network, Preprocessing.Standardise scale) {
    this.network = network;
    this.layout = network.rows();
    this.counts = new CountHeads(layout, scale);
    this.mean = row(scale.mean().clone());
    this.deviation = row(scale.deviation().clone());
  }

  /**
   * Rows before they were scaled, and what the heads say of them.
   *
   * @param raw (B, D)
   * @param heads (B, D + the values of all indices)
   * @param known 0 where the value of a number is missing, else 1, (B, D) or a shape that repeats
   *     to it
   */
  private record Pass(Tensor raw, Tensor heads, Tensor known) {}

  private Pass pass(Tensor scaled, Tensor seen) {
    Tensor raw = add(mul(scaled, deviation), mean);
    return new Pass(raw, network.heads(scaled, raw, seen), known(raw));
  }

  /** The heads of counts. */
  CountHeads counts() {
    return counts;
  }

  /**
   * Mean over rows of the negative logarithm of the likelihood, but for constants, rank 0.
   *
   * @param scaled (B, D)
   * @param hidden share of the columns that the encoder does not see, drawn for each row
   */
  Tensor loss(Tensor scaled, double hidden) {
    Pass pass = pass(scaled, hidden > 0 ? seen(scaled.dim(0), hidden) : fill(1));
    Tensor spread = mul(fill(0.5), mul(pass.known(), mul(among(Kind.NUMBERS), logVariances())));
    Tensor parts = add(parts(scaled, pass), spread);
    if (!counts.isEmpty()) {
      Tensor count = counts.surprise(scaled, numbers(pass), network.variances());
      parts = add(parts, mul(pass.known(), count));
    }
    return div(sumAll(parts), fill(scaled.dim(0)));
  }

  /**
   * Each number's part of the score, none below 0, and what the numbers should be, of rows (B, D).
   * The part of a column of slots lies on the slot that is 1. Counts, if there are any, have no
   * part yet; the last answer is the logarithm of their means.
   */
  List<Tensor> score(Tensor scaled) {
    Pass pass = pass(scaled, fill(1));
    Tensor parts = max(fill(0), parts(scaled, pass));
    return counts.isEmpty()
        ? List.of(parts, expected(pass))
        : List.of(parts, expected(pass), counts.means(numbers(pass)));
  }

  private Tensor numbers(Pass pass) {
    return MixedNetwork.part(pass.heads(), 0, layout.width());
  }

  private Tensor parts(Tensor scaled, Pass pass) {
    Tensor heads = numbers(pass);
    Tensor error = mul(fill(0.5), mul(square(sub(scaled, heads)), exp(neg(logVariances()))));
    Tensor bernoulli = sub(softplus(heads), mul(pass.raw(), heads));
    Tensor parts = add(mul(among(Kind.NUMBERS), error), mul(among(Kind.FLAG), bernoulli));
    if (!layout.of(Kind.SLOTS).isEmpty()) {
      Tensor categorical = neg(mul(pass.raw(), logShares(heads)));
      parts = add(parts, mul(among(Kind.SLOTS), categorical));
    }
    if (!layout.of(Kind.INDEX).isEmpty()) {
      parts = add(parts, scattered(perIndex(pass, this::surprise)));
    }
    return mul(pass.known(), parts);
  }

  private Tensor expected(Pass pass) {
    Tensor heads = numbers(pass);
    Tensor raw = mul(among(Kind.FLAG), sigmoid(heads));
    if (!counts.isEmpty()) {
      raw = add(raw, counts.expected(heads));
    }
    if (!layout.of(Kind.SLOTS).isEmpty()) {
      raw = add(raw, mul(among(Kind.SLOTS), exp(logShares(heads))));
    }
    if (!layout.of(Kind.INDEX).isEmpty()) {
      raw = add(raw, scattered(perIndex(pass, (_, values, odds) -> likeliest(values, odds))));
    }
    Tensor scaled = div(sub(raw, mean), deviation);
    Tensor number = among(Kind.NUMBERS);
    return add(mul(number, heads), mul(sub(fill(1), number), scaled));
  }

  /** 0 for the numbers of hidden columns, else 1, (B, D). */
  private Tensor seen(int rows, double hidden) {
    List<Column> columns = layout.columns();
    Tensor shown = ge(randomUniform(0, rows, columns.size()), fill(hidden));
    return matmul(shown, false, layout.membership(columns), true);
  }

  private Tensor logVariances() {
    Tensor bounded = mul(fill(REACH), tanh(div(network.variances(), fill(REACH))));
    return reshape(bounded, 1, layout.width());
  }

  /** Kept within {@link #ODDS}. */
  private static Tensor bounded(Tensor odds) {
    return mul(fill(ODDS), tanh(div(odds, fill(ODDS))));
  }

  /** The logarithm of each slot's probability among those of its column, (B, D). */
  private Tensor logShares(Tensor heads) {
    List<Column> columns = layout.of(Kind.SLOTS);
    Tensor member = layout.membership(columns);
    Tensor odds = bounded(heads);
    Tensor totals = matmul(mul(exp(odds), among(Kind.SLOTS)), member); // (B, S)
    return sub(odds, matmul(log(totals), false, member, true));
  }

  private Tensor known(Tensor raw) {
    List<Column> masked = layout.columns().stream().filter(c -> c.mask() >= 0).toList();
    if (masked.isEmpty()) {
      return fill(1);
    }
    float[] masks = new float[layout.width() * masked.size()];
    for (int i = 0; i < masked.size(); i++) {
      masks[masked.get(i).mask() * masked.size() + i] = 1;
    }
    Tensor missing = matmul(raw, constant(NDArray.of(masks, layout.width(), masked.size())));
    return sub(fill(1), matmul(missing, false, layout.membership(masked), true));
  }

  /** What is to be known of an index. */
  private interface OfIndex {
    /**
     * One number for each row, (B, 1).
     *
     * @param value (B, 1)
     * @param values all there are, (1, values)
     * @param odds their logarithms, (B, values)
     */
    Tensor of(Tensor value, Tensor values, Tensor odds);
  }

  /** One number for each row and index, (B, I). */
  private Tensor perIndex(Pass pass, OfIndex what) {
    List<Tensor> parts = new ArrayList<>();
    int at = layout.width();
    for (Column index : layout.of(Kind.INDEX)) {
      int count = index.cardinality();
      Tensor odds = bounded(MixedNetwork.part(pass.heads(), at, count));
      parts.add(what.of(MixedNetwork.value(pass.raw(), index), values(count), odds));
      at += count;
    }
    return parts.size() == 1 ? parts.getFirst() : concat(1, parts);
  }

  private Tensor surprise(Tensor value, Tensor values, Tensor odds) {
    Tensor chosen = sum(mul(eq(values, value), odds), 1);
    return sub(log(sum(exp(odds), 1)), chosen);
  }

  private static Tensor likeliest(Tensor values, Tensor odds) {
    return max(mul(values, eq(odds, max(odds, 1))), 1);
  }

  private static Tensor values(int count) {
    float[] all = new float[count];
    IntStream.range(0, count).forEach(k -> all[k] = k);
    return row(all);
  }

  /** Numbers of the indices (B, I) at their places in rows (B, D). */
  private Tensor scattered(Tensor ofIndices) {
    return matmul(ofIndices, false, layout.membership(layout.of(Kind.INDEX)), true);
  }

  /** 1 for the numbers of a kind, else 0, (1, D). */
  private Tensor among(Kind kind) {
    float[] ones = new float[layout.width()];
    for (Column column : layout.of(kind)) {
      int end = column.offset() + column.width();
      Arrays.fill(ones, column.offset(), end, 1);
    }
    return row(ones);
  }

  private static Tensor row(float[] numbers) {
    return constant(NDArray.of(numbers, 1, numbers.length));
  }
}
