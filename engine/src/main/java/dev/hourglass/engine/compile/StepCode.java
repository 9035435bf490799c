package dev.hourglass.engine.compile;

import dev.hourglass.engine.compile.PointwiseSpec.Access;
import dev.hourglass.engine.compile.PointwiseSpec.Output;
import dev.hourglass.engine.runtime.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pointwise code over rows of H numbers whose operands move with a step: it is built operand by
 * operand and function by function, and then runs for one step and some rows at a time.
 */
final class StepCode {
  private final int width;
  private final Lowering lowering = new Lowering();
  private final List<Access> accesses = new ArrayList<>();
  private final List<Moving> operands = new ArrayList<>();
  private final List<Moving> targets = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();

  /**
   * Where an operand lies.
   *
   * @param start where it begins at step 0, from the place
   * @param stride how far it moves with a step
   * @param pitch how many times H its rows lie apart
   */
  record Moving(Place place, int start, int stride, int pitch) {
    /** The same, so many numbers further. */
    Moving shifted(int by) {
      return new Moving(place, start + by, stride, pitch);
    }
  }

  /** Over rows of so many numbers. */
  StepCode(int width) {
    this.width = width;
  }

  Lowering functions() {
    return lowering;
  }

  int operand(Moving at) {
    return operand(at, Access.FULL);
  }

  int operand(Moving at, Access access) {
    accesses.add(access);
    operands.add(at);
    return lowering.operand(operands.size() - 1);
  }

  void output(int step, Moving at) {
    outputs.add(new Output(step, null));
    targets.add(at);
  }

  Runner runner(int parts) {
    List<Moving> all = new ArrayList<>(operands);
    all.addAll(targets);
    PointwiseSpec spec =
        new PointwiseSpec(
            lowering.expression().steps(),
            accesses,
            outputs,
            all.stream().map(Moving::pitch).toList());
    return new Runner(PointwiseEmitter.code(spec), all, width, parts);
  }

  /** The code, ready to run. */
  static final class Runner {
    private final PointwiseCode code;
    private final List<Moving> operands;
    private final int width;
    private final float[][] arrays;
    private final int[] starts;
    private final int[] strides;
    private final int[][] offsets; // for each part
    private final float[] noScratch = new float[RowSum.LANES];

    private Runner(PointwiseCode code, List<Moving> operands, int width, int parts) {
      this.code = code;
      this.operands = operands;
      this.width = width;
      this.arrays = new float[operands.size()][];
      this.starts = operands.stream().mapToInt(m -> m.place().offset() + m.start()).toArray();
      this.strides = operands.stream().mapToInt(Moving::stride).toArray();
      this.offsets = new int[parts][operands.size()];
      refresh();
    }

    void refresh() {
      Arrays.setAll(arrays, i -> operands.get(i).place().memory().floats());
    }

    void run(int part, int step, int r0, int r1) {
      int[] at = offsets[part];
      for (int i = 0; i < at.length; i++) {
        at[i] = starts[i] + step * strides[i];
      }
      code.run(arrays, at, noScratch, width, r0, r1, 0, width);
    }
  }
}
