package dev.hourglass.tasks.series;

import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Engines;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Program;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A network with weights, compiled for large and small blocks of windows. Callers take turns. */
final class TrainedNetwork implements Reconstruction {
  private static final int BLOCK = 256;

  /** For the few windows that are complete at a time where points arrive one by one. */
  private static final int SMALL_BLOCK = 16;

  /**
   * So often the large program runs for a few windows, before a small one is worth its compiling.
   */
  private static final int PATIENCE = 8;

  private final WindowNetwork network;
  private final int threads;
  private final State state;
  private @Nullable Compiled large;
  private @Nullable Compiled small;
  private int patience = PATIENCE;

  private record Compiled(int block, Program program, NDArray x, Tensor output) {}

  /**
   * A network with its weights.
   *
   * @param theta as the network's layout has them
   */
  TrainedNetwork(WindowNetwork network, float[] theta, int threads) {
    this.network = network;
    this.threads = threads;
    this.state = State.of(List.of(network.layout().theta()));
    System.arraycopy(theta, 0, theta(), 0, theta.length);
  }

  /** One whose weights come by name, as {@link #weights} gave them. */
  static TrainedNetwork of(WindowNetwork network, Map<String, NDArray> weights, int threads) {
    float[] theta = new float[network.layout().size()];
    weights.forEach((name, w) ->
        System.arraycopy(w.data(), 0, theta, network.layout().offset(name), w.data().length));
    return new TrainedNetwork(network, theta, threads);
  }

  private float[] theta() {
    return state.get(network.layout().theta()).data();
  }

  /** What was learned, by name: copies. */
  Map<String, NDArray> weights() {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (ParameterSpec spec : network.layout().specs()) {
      int offset = network.layout().offset(spec.name());
      float[] block = Arrays.copyOfRange(theta(), offset, offset + spec.shape().size());
      weights.put(spec.name(), new NDArray(spec.shape(), block));
    }
    return weights;
  }

  /** How many numbers were learned. */
  long parameters() {
    return network.layout().parameterCount();
  }

  @Override
  public synchronized NDArray expected(NDArray windows) {
    int width = windows.shape().dim(1);
    NDArray result = NDArray.zeros(windows.shape());
    int count = windows.shape().dim(0);
    boolean wait = large != null && small == null && --patience >= 0;
    Compiled c = count > SMALL_BLOCK || wait ? large(width) : small(width);
    for (int from = 0; from < count; from += c.block()) {
      int numbers = Math.min(c.block(), count - from) * width;
      System.arraycopy(windows.data(), from * width, c.x().data(), 0, numbers);
      c.program().run(0, 0);
      float[] output = c.program().output(c.output()).data();
      System.arraycopy(output, 0, result.data(), from * width, numbers);
    }
    return result;
  }

  private Compiled large(int width) {
    Compiled c = large == null ? compile(BLOCK, width) : large;
    large = c;
    return c;
  }

  private Compiled small(int width) {
    Compiled c = small == null ? compile(SMALL_BLOCK, width) : small;
    small = c;
    return c;
  }

  private Compiled compile(int block, int width) {
    Tensor x = Tensors.input("windows", block, width);
    Tensor output = network.expected(x);
    Program program =
        Engines.compiled(threads).compile(new Program.Spec(List.of(output), Map.of()), state);
    NDArray bound = NDArray.zeros(x.shape());
    program.bind(x, bound);
    return new Compiled(block, program, bound, output);
  }

  /** Every window where its ends count by themselves: a point ends but two. */
  @Override
  public int stride(int length) {
    return endWeight() > 0 ? 1 : Reconstruction.super.stride(length);
  }

  @Override
  public double endWeight() {
    return network.endWeight();
  }
}
