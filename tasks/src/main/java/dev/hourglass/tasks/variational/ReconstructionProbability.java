package dev.hourglass.tasks.variational;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.constant;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.mul;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import java.util.List;

/**
 * The graph that scores rows: the mean over draws of the code of -log p(x) (An and Cho, 2015).
 *
 * @param draws of the code, the same for all rows
 * @param seed of the draws
 */
record ReconstructionProbability(VariationalNetwork network, int draws, long seed) {
  private static final int STREAM = (1 << 25) + 32;

  /** Each number's part of the score, and what it should be, of rows (B, D). */
  List<Tensor> of(Tensor rows) {
    VariationalNetwork.Normal codes = network.encode(rows);
    Tensor sum = fill(0);
    for (int draw = 0; draw < draws; draw++) {
      Tensor code = VariationalNetwork.code(codes, constant(standardNormal(draw)));
      sum = add(sum, VariationalNetwork.surprise(network.decode(code), rows));
    }
    Tensor expected = network.decode(codes.mean()).mean();
    return List.of(mul(sum, fill(1.0 / draws)), expected);
  }

  /** Draws for all rows, [1, L] (Box and Muller, 1958). */
  private NDArray standardNormal(int draw) {
    float[] numbers = new float[network.code()];
    for (int j = 0; j < numbers.length; j++) {
      double u = 1 - Threefry.uniform(seed, STREAM, draw, 2 * j);
      double v = Threefry.uniform(seed, STREAM, draw, 2 * j + 1);
      numbers[j] =
          (float) (Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v));
    }
    return NDArray.of(numbers, 1, numbers.length);
  }
}
