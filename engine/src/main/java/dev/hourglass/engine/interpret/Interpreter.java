package dev.hourglass.engine.interpret;

import dev.hourglass.engine.Engine;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Op;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.ShapeException;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Runs graphs node by node in double precision. Parameters are kept in single precision between
 * runs, as everywhere.
 */
public final class Interpreter implements Engine {

  @Override
  public InterpretedProgram compile(Program.Spec spec, State state) {
    return new InterpretedProgram(spec, state);
  }

  /** A graph and its bindings. */
  public static final class InterpretedProgram implements Program {
    private final Spec spec;
    private final State state;
    private final Map<Tensor, NDArray> inputs = new HashMap<>();
    private final Map<Tensor, int[]> intInputs = new HashMap<>();
    private Map<Tensor, double[]> values = new HashMap<>();

    InterpretedProgram(Spec spec, State state) {
      this.spec = spec;
      this.state = state;
    }

    @Override
    public void bind(Tensor input, NDArray value) {
      if (!value.shape().equals(input.shape())) {
        throw new ShapeException(
            "input %s is %s, got %s".formatted(input.op(), input.shape(), value.shape()));
      }
      inputs.put(input, value);
    }

    @Override
    public void bind(Tensor input, int[] value) {
      if (value.length != input.shape().size()) {
        throw new ShapeException(
            "input %s is %s, got %d numbers".formatted(input.op(), input.shape(), value.length));
      }
      intInputs.put(input, value);
    }

    @Override
    public void run(long seed, long step) {
      values = new HashMap<>();
      Evaluation evaluation = new Evaluation(this::leaf, seed, step, values);
      spec.outputs().forEach(evaluation::value);
      Map<Tensor, double[]> next = new LinkedHashMap<>();
      spec.updates().forEach((parameter, value) -> next.put(parameter, evaluation.value(value)));
      next.forEach((parameter, value) -> {
        float[] stored = state.get(parameter).data();
        for (int i = 0; i < stored.length; i++) {
          stored[i] = (float) value[i];
        }
      });
    }

    private double[] leaf(Tensor t) {
      if (t.op() instanceof Op.Parameter) {
        return doubles(state.get(t).data());
      }
      NDArray value = inputs.get(t);
      if (value != null) {
        return doubles(value.data());
      }
      int[] ints = intInputs.get(t);
      if (ints == null) {
        throw new IllegalStateException("input %s %s is not bound".formatted(t.op(), t.shape()));
      }
      double[] out = new double[ints.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = ints[i];
      }
      return out;
    }

    private static double[] doubles(float[] from) {
      double[] out = new double[from.length];
      for (int i = 0; i < out.length; i++) {
        out[i] = from[i];
      }
      return out;
    }

    /** An output in full double precision, for checks that single precision would blur. */
    public double[] exact(Tensor output) {
      double[] value = values.get(output);
      if (value == null) {
        throw new IllegalArgumentException(
            "not an output of this program, or not run yet: " + output);
      }
      return value;
    }

    @Override
    public NDArray output(Tensor output) {
      double[] value = exact(output);
      float[] floats = new float[value.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) value[i];
      }
      return new NDArray(Shape.of(output.shape().toArray()), floats);
    }

    @Override
    public float scalar(Tensor output) {
      return (float) exact(output)[0];
    }

    @Override
    public int[] intOutput(Tensor output) {
      double[] value = exact(output);
      int[] ints = new int[value.length];
      for (int i = 0; i < ints.length; i++) {
        ints[i] = (int) value[i];
      }
      return ints;
    }

    @Override
    public void close() {}
  }
}
