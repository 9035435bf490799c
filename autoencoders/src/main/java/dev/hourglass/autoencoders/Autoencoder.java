package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An autoencoder: an architecture, and the family that says how it learns. On one side functions
 * that build graphs, on the other the same functions of numbers.
 *
 * <p>Legend: B rows of a batch, D numbers of a row, L numbers of a code, N rows of data.
 *
 * <p>The functions of numbers may be called by several threads, which then take turns; use one
 * {@link Scorer} per thread for single rows in a hurry.
 */
public final class Autoencoder {
  private final Architecture architecture;
  private final Family family;
  private final ParameterLayout layout;
  private final Optional<ParameterLayout> statistics;
  private final State state;
  private final Inference inference;
  private Preprocessing preprocessing = new Preprocessing.Identity();

  private Autoencoder(Architecture architecture, Family family) {
    family.requireFits(architecture);
    this.architecture = architecture;
    this.family = family;
    this.layout = ParameterLayout.of(architecture.parameters());
    this.statistics = ParameterLayout.ofStatistics(architecture.statistics());
    this.state = State.of(parameterTensors());
    statistics.ifPresent(s -> s.initialise(state, 0));
    this.inference = new Inference(this);
  }

  /**
   * Widths from the input to the code, which are then mirrored (784, 128, 32), or to the output
   * (784, 128, 32, 128, 784).
   */
  public static DenseBuilder dense(int... widths) {
    return new DenseBuilder(widths);
  }

  /** A plain model of this architecture, with weights of zero until it is trained. */
  public static Autoencoder of(Architecture architecture) {
    return of(architecture, new Plain());
  }

  /** A model of this architecture and family, with weights of zero until it is trained. */
  public static Autoencoder of(Architecture architecture, Family family) {
    return new Autoencoder(architecture, family);
  }

  /** What the network is made of. */
  public Architecture architecture() {
    return architecture;
  }

  /** How it learns. */
  public Family family() {
    return family;
  }

  /** Where each weight lies. */
  public ParameterLayout layout() {
    return layout;
  }

  /** Where each statistic lies; empty where the network keeps none. */
  public Optional<ParameterLayout> statistics() {
    return statistics;
  }

  /**
   * The tensors of all parameters and, if there are any, of all statistics: what a {@link State}
   * has to hold for programs of this model to run on it.
   */
  public List<Tensor> parameterTensors() {
    List<Tensor> tensors = new ArrayList<>(List.of(layout.theta()));
    statistics.ifPresent(s -> tensors.add(s.theta()));
    return tensors;
  }

  /** The weights, live. */
  public State state() {
    return state;
  }

  /** How many numbers the model learns. */
  public long parameterCount() {
    return layout.parameterCount();
  }

  /** What is done to rows before the model sees them. */
  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /** Replaces the preprocessing, as training and reading a file do. */
  public void preprocessing(Preprocessing p) {
    inference.exclusively(() -> preprocessing = p);
  }

  /**
   * How many threads the functions of numbers may use; all processors unless told. Changes no
   * result.
   */
  public void threads(int threads) {
    inference.threads(threads);
  }

  /** Replaces all weights, [P] as laid out by {@link #layout}. */
  public void weights(float[] theta) {
    if (theta.length != layout.size()) {
      throw new IllegalArgumentException(
          "the model has %d parameters, got %d".formatted(layout.size(), theta.length));
    }
    inference.exclusively(
        () -> System.arraycopy(theta, 0, state.get(layout.theta()).data(), 0, theta.length));
  }

  /**
   * Replaces all weights and all statistics, [P] as laid out by {@link #layout} and [S] as laid out
   * by {@link #statistics}, of length 0 where the network keeps none.
   */
  public void weights(float[] theta, float[] kept) {
    int size = statistics.map(ParameterLayout::size).orElse(0);
    if (kept.length != size) {
      throw new IllegalArgumentException(
          "the model keeps %d statistics, got %d".formatted(size, kept.length));
    }
    weights(theta);
    statistics.ifPresent(s ->
        inference.exclusively(
            () -> System.arraycopy(kept, 0, state.get(s.theta()).data(), 0, kept.length)));
  }

  /** Codes (B, L) of x (B, D), as graph. */
  public Tensor encode(Tensor x) {
    return encode(x, inferencePass());
  }

  /** Reconstructions (B, D) of codes (B, L), as graph. */
  public Tensor decode(Tensor code) {
    Tensor z = architecture.preactivation(code, inferencePass());
    return architecture.outputActivation().apply(z);
  }

  /** Reconstructions (B, D) of x (B, D), as graph. */
  public Tensor reconstruct(Tensor x) {
    return decode(encode(x));
  }

  private Tensor encode(Tensor x, Pass pass) {
    return family.code(architecture.encode(x, pass), pass);
  }

  Pass inferencePass() {
    return Pass.inference(layout, statistics);
  }

  /** Codes [N, L] of rows [N, D] in the units of the data. */
  public NDArray encode(NDArray rows) {
    return inference.encode(rows);
  }

  /** Rows [N, D] in the units of the data, of codes [N, L]; from a head what it says, [N, K]. */
  public NDArray decode(NDArray codes) {
    return inference.decode(codes);
  }

  /**
   * Reconstructions [N, D] of rows [N, D], both in the units of the data; from a head what it says,
   * [N, K].
   */
  public NDArray reconstruct(NDArray rows) {
    return inference.reconstruct(rows);
  }

  /**
   * Mean squared error of each row, [N], in the scale of the model (after preprocessing), as in
   * {@link Metrics}.
   */
  public float[] reconstructionError(NDArray rows) {
    return inference.errors(rows);
  }

  /**
   * Fast answers for single rows: one scorer per thread. Later changes of the model's preprocessing
   * do not reach it.
   */
  public Scorer scorer() {
    return new Scorer(this);
  }

  Inference inference() {
    return inference;
  }
}
