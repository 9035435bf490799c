package dev.hourglass.tasks.denoising;

import static dev.hourglass.engine.Tensors.input;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The denoiser compiled for blocks of 512 rows, of 128, of 32 and of one; no result depends on
 * which is taken. Callers take turns.
 */
final class DenoisingPrograms {
  private static final int BLOCK = 512;
  private static final int SOME = 128;
  private static final int FEW = 32;

  private record Compiled(
      Program program, NDArray x, NDArray deviation, NDArray embedding, Tensor output) {}

  private final DenoisingNetwork network;
  private final State state;
  private final int columns;
  private final int threads;
  private final Map<Integer, Compiled> programs = new HashMap<>();

  DenoisingPrograms(DenoisingNetwork network, State state, int columns, int threads) {
    this.network = network;
    this.state = state;
    this.columns = columns;
    this.threads = threads;
  }

  /**
   * Rows without their noise, each of a strength of its own.
   *
   * @param deviations of the noise, [N]
   * @param embeddings of the noise levels, [N * EMBEDDING]
   */
  synchronized NDArray denoise(NDArray rows, float[] deviations, float[] embeddings) {
    int count = rows.shape().dim(0);
    NDArray result = NDArray.zeros(rows.shape());
    int e = NoiseSchedule.EMBEDDING;
    for (int from = 0; from < count; ) {
      int left = count - from;
      int size = left > SOME ? BLOCK : left > FEW ? SOME : left > 1 ? FEW : 1;
      int taken = Math.min(size, left);
      Compiled c = programs.computeIfAbsent(size, this::compile);
      System.arraycopy(deviations, from, c.deviation().data(), 0, taken);
      System.arraycopy(embeddings, from * e, c.embedding().data(), 0, taken * e);
      System.arraycopy(rows.data(), from * columns, c.x().data(), 0, taken * columns);
      c.program().run(0, 0);
      float[] output = c.program().output(c.output()).data();
      System.arraycopy(output, 0, result.data(), from * columns, taken * columns);
      from += taken;
    }
    return result;
  }

  private Compiled compile(int rows) {
    Tensor x = input("x", rows, columns);
    Tensor deviation = input("deviation", rows, 1);
    Tensor embedding = input("embedding", rows, NoiseSchedule.EMBEDDING);
    Tensor output = network.denoise(x, deviation, embedding);
    Program program =
        Engines.compiled(rows <= FEW ? 1 : threads)
            .compile(new Program.Spec(List.of(output), Map.of()), state);
    Compiled compiled =
        new Compiled(
            program,
            NDArray.zeros(x.shape()),
            NDArray.zeros(deviation.shape()),
            NDArray.zeros(embedding.shape()),
            output);
    program.bind(x, compiled.x());
    program.bind(deviation, compiled.deviation());
    program.bind(embedding, compiled.embedding());
    return compiled;
  }
}
