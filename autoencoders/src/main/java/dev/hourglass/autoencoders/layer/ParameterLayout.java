package dev.hourglass.autoencoders.layer;

import static dev.hourglass.engine.Tensors.concat;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.parameter;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.slice;

import dev.hourglass.engine.Gradients;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each parameter of a model lives in the one flat parameter tensor {@code theta} of shape
 * [P]. Every block starts at a multiple of {@value #ALIGNMENT} numbers (64 bytes, a cache line and
 * the widest vector); the gaps hold zeros and stay zero.
 */
public final class ParameterLayout {
  /** Every block starts at a multiple of this many floats. */
  public static final int ALIGNMENT = 16;

  private final List<ParameterSpec> specs;
  private final Map<String, Integer> offsets = new LinkedHashMap<>();
  private final Map<String, Tensor> views = new LinkedHashMap<>();
  private final Tensor theta;

  /**
   * Lays blocks out one after another.
   *
   * @throws IllegalArgumentException if there are none, if two have the same name, or if they hold
   *     2^31 numbers or more together
   */
  public static ParameterLayout of(List<ParameterSpec> specs) {
    return new ParameterLayout("theta", List.copyOf(specs));
  }

  /** The same for what is kept but not learned; empty where there is nothing. */
  public static Optional<ParameterLayout> ofStatistics(List<ParameterSpec> specs) {
    return specs.isEmpty()
        ? Optional.empty()
        : Optional.of(new ParameterLayout("statistics", List.copyOf(specs)));
  }

  private ParameterLayout(String name, List<ParameterSpec> specs) {
    this.specs = specs;
    long size = 0;
    for (ParameterSpec spec : specs) {
      if (offsets.put(spec.name(), (int) size) != null) {
        throw new IllegalArgumentException("two parameters are named " + spec.name());
      }
      size += aligned(spec.shape().size());
      if (size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a model holds at most 2^31-1 parameters; " + spec.name() + " goes beyond");
      }
    }
    if (specs.isEmpty()) {
      throw new IllegalArgumentException("a model needs at least one parameter");
    }
    theta = parameter(name, (int) size);
    for (ParameterSpec spec : specs) {
      int[] start = {offset(spec.name())};
      Tensor block = slice(theta, start, new int[] {spec.shape().size()});
      views.put(spec.name(), reshape(block, spec.shape().toArray()));
    }
  }

  /** All parameters, [P]. */
  public Tensor theta() {
    return theta;
  }

  /** P: all parameters and the gaps between them. */
  public int size() {
    return theta.dim(0);
  }

  /** The blocks in order of their offsets. */
  public List<ParameterSpec> specs() {
    return specs;
  }

  /** How many numbers the model learns: P without the gaps. */
  public long parameterCount() {
    return specs.stream().mapToLong(s -> s.shape().size()).sum();
  }

  /**
   * Where a block starts in {@code theta}.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public int offset(String name) {
    return known(offsets, name);
  }

  /**
   * A block under its own shape: always the same tensor for the same name.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Tensor view(String name) {
    return known(views, name);
  }

  private static <T> T known(Map<String, T> map, String name) {
    T value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "no parameter is named %s; there are %s".formatted(name, map.keySet()));
    }
    return value;
  }

  /**
   * d(loss)/d(theta), [P], with zeros in the gaps; {@code loss} is a scalar that depends on the
   * parameters through {@link #view} only.
   */
  public Tensor flatGradient(Tensor loss) {
    return flat(Gradients.of(loss, List.copyOf(views.values())));
  }

  /** One value for each block, in order, laid out as in {@code theta}, with zeros in the gaps. */
  Tensor flat(List<Tensor> values) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor value : values) {
      int size = value.shape().size();
      int gap = (int) (aligned(size) - size);
      parts.add(reshape(value, size));
      if (gap > 0) {
        parts.add(fill(0, gap));
      }
    }
    return concat(0, parts);
  }

  /**
   * Writes first values of all parameters into the state; the same seed gives the same bits on
   * every machine.
   */
  public void initialise(State state, long seed) {
    float[] values = state.get(theta).data();
    Arrays.fill(values, 0);
    int stream = 0;
    for (ParameterSpec spec : specs) {
      Draws draws = new Draws(seed, stream++);
      spec.initializer().fill(values, offset(spec.name()), spec.shape(), spec.fans(), draws);
    }
  }

  /**
   * Copies of the blocks, by name, each under its own shape.
   *
   * @param values laid out as {@code theta}, [P]
   */
  public Map<String, NDArray> blocks(float[] values) {
    Map<String, NDArray> blocks = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      int offset = offset(spec.name());
      float[] block = Arrays.copyOfRange(values, offset, offset + spec.shape().size());
      blocks.put(spec.name(), new NDArray(spec.shape(), block));
    }
    return blocks;
  }

  private static long aligned(int size) {
    return ((long) size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
