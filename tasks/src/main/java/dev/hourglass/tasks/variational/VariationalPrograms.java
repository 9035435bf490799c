package dev.hourglass.tasks.variational;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.constant;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.input;
import static dev.hourglass.engine.Tensors.mul;

import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.random.Threefry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Scoring compiled for blocks of 256 rows and of one; no result depends on which is taken. Callers
 * take turns.
 */
final class VariationalPrograms {
  private static final int BLOCK = 256;
  private static final int STREAM = (1 << 25) + 32;

  private record Compiled(Program program, NDArray rows, Tensor surprise, Tensor expected) {}

  /**
   * What is known about rows.
   *
   * @param surprise each number's part of the score, [N, D]
   * @param expected what the rows should be, [N, D]
   */
  record Answer(NDArray surprise, NDArray expected) {}

  private final VariationalNetwork network;
  private final State state;
  private final VariationalOptions options;
  private final Map<Integer, Compiled> programs = new HashMap<>();

  VariationalPrograms(VariationalNetwork network, State state, VariationalOptions options) {
    this.network = network;
    this.state = state;
    this.options = options;
  }

  synchronized Answer run(NDArray rows) {
    int count = rows.shape().dim(0);
    int columns = network.columns();
    Answer answer = new Answer(NDArray.zeros(rows.shape()), NDArray.zeros(rows.shape()));
    for (int from = 0; from < count; ) {
      int size = count - from > 1 ? BLOCK : 1;
      int numbers = Math.min(size, count - from) * columns;
      Compiled c = programs.computeIfAbsent(size, this::compile);
      int first = from * columns;
      System.arraycopy(rows.data(), first, c.rows().data(), 0, numbers);
      c.program().run(0, 0);
      float[] surprise = c.program().output(c.surprise()).data();
      System.arraycopy(surprise, 0, answer.surprise().data(), first, numbers);
      float[] expected = c.program().output(c.expected()).data();
      System.arraycopy(expected, 0, answer.expected().data(), first, numbers);
      from += size;
    }
    return answer;
  }

  private Compiled compile(int size) {
    Tensor x = input("x", size, network.columns());
    VariationalNetwork.Normal codes = network.encode(x);
    Tensor sum = fill(0);
    for (int draw = 0; draw < options.draws(); draw++) {
      Tensor code = VariationalNetwork.code(codes, constant(draws(draw)));
      sum = add(sum, VariationalNetwork.surprise(network.decode(code), x));
    }
    Tensor surprise = mul(sum, fill(1.0 / options.draws()));
    Tensor expected = network.decode(codes.mean()).mean();
    Program program =
        Engines.compiled(size == 1 ? 1 : options.threads())
            .compile(new Program.Spec(List.of(surprise, expected), Map.of()), state);
    Compiled compiled = new Compiled(program, NDArray.zeros(x.shape()), surprise, expected);
    program.bind(x, compiled.rows());
    return compiled;
  }

  /** Standard normal draws for all rows, [1, L] (Box and Muller, 1958). */
  private NDArray draws(int draw) {
    float[] draws = new float[network.code()];
    for (int j = 0; j < draws.length; j++) {
      double u = 1 - Threefry.uniform(options.seed(), STREAM, draw, 2 * j);
      double v = Threefry.uniform(options.seed(), STREAM, draw, 2 * j + 1);
      draws[j] =
          (float) (Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * StrictMath.PI * v));
    }
    return NDArray.of(draws, 1, draws.length);
  }
}
