package dev.hourglass.autoencoders;

import static dev.hourglass.engine.Tensors.mean;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A model's functions of numbers. Rows go through in blocks of 1,024; a rest goes through a program
 * of 32 rows or of one where it fits, so that no more than three programs are compiled per
 * function. Callers take turns.
 */
final class Inference {
  static final int CHUNK = 1024;
  private static final int FEW = 32;

  /** What is asked. */
  enum Function {
    ENCODE,
    DECODE,
    RECONSTRUCT,
    /** Reconstruct what the family damaged. */
    RESTORE,
    ERROR
  }

  /**
   * Sees the scaled rows of a block and what the model makes of them; only the first {@code count}
   * rows mean anything.
   */
  interface BlockVisitor {
    void visit(float[] input, float[] output, int count);
  }

  private record Key(Function function, int rows) {}

  /** A program for a fixed number of rows; {@code x} is bound to its input. */
  record Compiled(Program program, Tensor input, NDArray x, Tensor output) {}

  private final Autoencoder model;
  private final Map<Key, Compiled> programs = new HashMap<>();
  private int threads = Runtime.getRuntime().availableProcessors();

  Inference(Autoencoder model) {
    this.model = model;
  }

  synchronized void exclusively(Runnable change) {
    change.run();
  }

  synchronized void threads(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("threads must be 1 or more, got " + n);
    }
    programs.values().forEach(c -> c.program().close());
    programs.clear();
    threads = n;
  }

  NDArray encode(NDArray rows) {
    return all(Function.ENCODE, rows, model.architecture().codeWidth());
  }

  NDArray decode(NDArray codes) {
    return inUnits(all(Function.DECODE, codes, model.architecture().outputWidth()));
  }

  NDArray reconstruct(NDArray rows) {
    return inUnits(all(Function.RECONSTRUCT, rows, model.architecture().outputWidth()));
  }

  private NDArray inUnits(NDArray output) {
    if (model.architecture().reconstructs()) {
      model.preprocessing().invert(output.data());
    }
    return output;
  }

  float[] errors(NDArray rows) {
    return all(Function.ERROR, rows, 1).data();
  }

  private NDArray all(Function function, NDArray rows, int width) {
    NDArray result =
        NDArray.of(
            new float[Math.multiplyExact(rows.shape().dim(0), width)], rows.shape().dim(0), width);
    int[] done = {0};
    visit(
        function,
        rows,
        (_, output, count) -> {
          System.arraycopy(output, 0, result.data(), done[0] * width, count * width);
          done[0] += count;
        });
    return result;
  }

  /** Takes all rows through a function, block by block. */
  void visit(Function function, NDArray rows, BlockVisitor visitor) {
    visit(function, rows, 0, visitor);
  }

  /** The same, with a seed for a function that draws. */
  synchronized void visit(Function function, NDArray rows, long seed, BlockVisitor visitor) {
    requireReconstruction(function);
    int width = checkedWidth(function, rows);
    int total = rows.shape().dim(0);
    for (int start = 0; start < total; ) {
      int count = Math.min(CHUNK, total - start);
      Compiled c = compiled(function, count == 1 ? 1 : count <= FEW ? FEW : CHUNK);
      NDArray block = c.x();
      if (isReadInPlace(function, rows, c)) {
        block = rows;
      } else {
        load(function, rows, start * width, count * width, block.data());
      }
      c.program().bind(c.input(), block);
      try {
        c.program().run(seed, start);
      } finally {
        c.program().bind(c.input(), c.x()); // the caller's rows are not kept
      }
      visitor.visit(block.data(), c.program().output(c.output()).data(), count);
      start += count;
    }
  }

  /** Refuses to compare a row with what is no reconstruction. */
  void requireReconstruction(Function function) {
    boolean compares = function == Function.ERROR || function == Function.RESTORE;
    if (compares && !model.architecture().reconstructs()) {
      throw new IllegalArgumentException(
          "a model with a head reconstructs nothing, so it has no reconstruction error");
    }
  }

  /** Copies numbers of the rows to the block, scaled, and zeros behind them. */
  private void load(Function function, NDArray rows, int from, int count, float[] block) {
    System.arraycopy(rows.data(), from, block, 0, count);
    Arrays.fill(block, count, block.length, 0);
    if (function != Function.DECODE) {
      model.preprocessing().apply(block);
    }
  }

  /**
   * Whether the program can read the caller's array itself: it saves one thread's copy, an eighth
   * of the time of a block of 1,024 x 784 through 128 numbers.
   */
  private boolean isReadInPlace(Function function, NDArray rows, Compiled c) {
    boolean asTheyAre =
        function == Function.DECODE || model.preprocessing() instanceof Preprocessing.Identity;
    return asTheyAre && rows.shape().equals(c.x().shape());
  }

  private int checkedWidth(Function function, NDArray rows) {
    int width = inputWidth(function);
    if (rows.shape().rank() != 2 || rows.shape().dim(1) != width) {
      String what = function == Function.DECODE ? "codes" : "rows";
      throw new IllegalArgumentException(
          "the model takes %s of shape [N, %d], got %s".formatted(what, width, rows.shape()));
    }
    return width;
  }

  private int inputWidth(Function function) {
    return function == Function.DECODE
        ? model.architecture().codeWidth()
        : model.architecture().inputWidth();
  }

  private Compiled compiled(Function function, int rows) {
    return programs.computeIfAbsent(
        new Key(function, rows), k -> compile(k.function(), k.rows(), k.rows() == 1 ? 1 : threads));
  }

  /** A new program of a function. */
  Compiled compile(Function function, int rows, int threads) {
    Tensor x = Tensors.input("x", rows, inputWidth(function));
    Tensor output =
        switch (function) {
          case ENCODE -> model.encode(x);
          case DECODE -> model.decode(x);
          case RECONSTRUCT -> model.reconstruct(x);
          case RESTORE -> model.reconstruct(model.family().corrupt(x, model.inferencePass()));
          case ERROR -> reshape(mean(square(sub(model.reconstruct(x), x)), 1), rows);
        };
    Program program =
        Engines.compiled(threads)
            .compile(new Program.Spec(List.of(output), Map.of()), model.state());
    NDArray bound = NDArray.zeros(x.shape());
    program.bind(x, bound);
    return new Compiled(program, x, bound, output);
  }
}
