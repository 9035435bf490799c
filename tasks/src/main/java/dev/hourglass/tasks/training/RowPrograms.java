package dev.hourglass.tasks.training;

import static dev.hourglass.engine.Tensors.input;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a network says of rows, compiled for blocks of 256 rows and of one; no result depends on
 * which is taken. Callers take turns.
 */
public final class RowPrograms {
  private static final int BLOCK = 256;

  private record Compiled(Program program, NDArray rows, List<Tensor> outputs) {}

  private final int columns;
  private final int threads;
  private final int outputs;
  private final State state;
  private final Function<Tensor, List<Tensor>> graph;
  private final Map<Integer, Compiled> programs = new HashMap<>();

  /**
   * Compiles nothing yet.
   *
   * @param weights laid out as {@code layout}; copied
   * @param columns D
   * @param threads to use for blocks
   * @param outputs how many the graph has
   * @param graph makes of rows (B, D) what is to be known of them, each (B, D)
   */
  public RowPrograms(
      ParameterLayout layout,
      float[] weights,
      int columns,
      int threads,
      int outputs,
      Function<Tensor, List<Tensor>> graph) {
    this.columns = columns;
    this.threads = threads;
    this.outputs = outputs;
    this.graph = graph;
    this.state = State.of(List.of(layout.theta()));
    System.arraycopy(weights, 0, state.get(layout.theta()).data(), 0, weights.length);
  }

  /**
   * Runs the graph.
   *
   * @param rows [N, D]
   * @return one [N, D] for each output of the graph
   */
  public synchronized List<NDArray> run(NDArray rows) {
    int count = rows.shape().dim(0);
    List<NDArray> answers =
        IntStream.range(0, outputs).mapToObj(k -> NDArray.zeros(rows.shape())).toList();
    for (int from = 0; from < count; ) {
      int size = count - from > 1 ? BLOCK : 1;
      Compiled c = programs.computeIfAbsent(size, this::compile);
      int numbers = Math.min(size, count - from) * columns;
      int first = from * columns;
      System.arraycopy(rows.data(), first, c.rows().data(), 0, numbers);
      c.program().run(0, 0);
      for (int k = 0; k < outputs; k++) {
        float[] values = c.program().output(c.outputs().get(k)).data();
        System.arraycopy(values, 0, answers.get(k).data(), first, numbers);
      }
      from += size;
    }
    return answers;
  }

  /** An answer's numbers as doubles, row after row. */
  public static double[] wide(NDArray answer) {
    double[] wide = new double[answer.data().length];
    Arrays.setAll(wide, i -> answer.data()[i]);
    return wide;
  }

  private Compiled compile(int size) {
    Tensor x = input("x", size, columns);
    List<Tensor> made = graph.apply(x);
    Program program =
        Engines.compiled(size == 1 ? 1 : threads).compile(new Program.Spec(made, Map.of()), state);
    Compiled compiled = new Compiled(program, NDArray.zeros(x.shape()), made);
    program.bind(x, compiled.rows());
    return compiled;
  }
}
