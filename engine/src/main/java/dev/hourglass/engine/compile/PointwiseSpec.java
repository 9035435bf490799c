package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op.Reduction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pointwise kernel computes over a space of rows and columns, free of sizes and places:
 * kernels with equal specs share their code.
 *
 * @param steps the straight-line code
 * @param operands how operand i is read
 * @param outputs what is kept
 * @param pitches for each operand, then each output, how many times the space's width its rows lie
 *     apart (counts for {@link Access#FULL} only)
 */
record PointwiseSpec(
    List<Expression.Step> steps,
    List<Access> operands,
    List<Output> outputs,
    List<Integer> pitches) {

  /** How an operand is laid out against the space. */
  enum Access {
    /** A number for each place. */
    FULL,
    /** One row, the same for all rows. */
    ROW,
    /** One number for each row. */
    COLUMN,
    /** One number. */
    SCALAR
  }

  /**
   * A step's value, stored for each place (no reduction), combined over each row, or summed over
   * runs of rows.
   *
   * @param overRows whether it is summed over rows; how many make a run stands in the offsets,
   *     behind those of all arrays
   */
  record Output(int step, @Nullable Reduction reduction, boolean overRows) {
    Output(int step, @Nullable Reduction reduction) {
      this(step, reduction, false);
    }

    boolean eachPlace() {
      return reduction == null;
    }

    /** How it is combined over each row; null where it is not. */
    @Nullable Reduction overRow() {
      return overRows ? null : reduction;
    }
  }

  PointwiseSpec {
    steps = List.copyOf(steps);
    operands = List.copyOf(operands);
    outputs = List.copyOf(outputs);
    pitches = List.copyOf(pitches);
  }

  /** Over a space in which everything lies as the space does. */
  PointwiseSpec(List<Expression.Step> steps, List<Access> operands, List<Output> outputs) {
    this(steps, operands, outputs, Collections.nCopies(operands.size() + outputs.size(), 1));
  }

  /** The spec with the steps that its outputs need and no others. */
  static PointwiseSpec pruned(
      List<Expression.Step> steps, List<Access> operands, List<Output> outputs) {
    boolean[] needed = new boolean[steps.size()];
    outputs.forEach(o -> needed[o.step()] = true);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (needed[i]) {
        for (int x : new int[] {steps.get(i).a(), steps.get(i).b(), steps.get(i).c()}) {
          if (x >= 0) {
            needed[x] = true;
          }
        }
      }
    }
    int[] now = new int[steps.size()];
    List<Expression.Step> kept = new ArrayList<>();
    for (int i = 0; i < now.length; i++) {
      if (needed[i]) {
        Expression.Step s = steps.get(i);
        now[i] = kept.size();
        kept.add(
            new Expression.Step(
                s.code(), at(now, s.a()), at(now, s.b()), at(now, s.c()), s.immediate()));
      }
    }
    return new PointwiseSpec(
        kept,
        operands,
        outputs.stream().map(o -> new Output(now[o.step()], o.reduction(), o.overRows())).toList());
  }

  private static int at(int[] now, int step) {
    return step < 0 ? -1 : now[step];
  }

  /** Outputs that are combined over each row. */
  int reductions() {
    return (int) outputs.stream().filter(o -> o.overRow() != null).count();
  }
}
