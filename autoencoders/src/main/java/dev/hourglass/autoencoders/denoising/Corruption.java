package dev.hourglass.autoencoders.denoising;

import static dev.hourglass.engine.Tensors.input;

import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/** Damages rows, to see how models bear it. */
public final class Corruption {
  private static final int BLOCK = 1024;

  private Corruption() {}

  /**
   * Damaged copies of rows, the same for the same seed.
   *
   * @param rows [N, D]
   * @return [N, D]
   */
  public static NDArray of(Noise noise, NDArray rows, long seed) {
    int columns = rows.shape().dim(1);
    int count = rows.shape().dim(0);
    NDArray damaged = NDArray.zeros(rows.shape());
    Tensor x = input("x", BLOCK, columns);
    NDArray block = NDArray.zeros(x.shape());
    Tensor output = noise.apply(x, Pass.drawing());
    try (Program program =
        Engines.compiled(1)
            .compile(new Program.Spec(List.of(output), Map.of()), State.of(List.of()))) {
      program.bind(x, block);
      for (int from = 0; from < count; from += BLOCK) {
        int numbers = Math.min(BLOCK, count - from) * columns;
        System.arraycopy(rows.data(), from * columns, block.data(), 0, numbers);
        program.run(seed, 1 + from / BLOCK);
        float[] made = program.output(output).data();
        System.arraycopy(made, 0, damaged.data(), from * columns, numbers);
      }
    }
    return damaged;
  }
}
