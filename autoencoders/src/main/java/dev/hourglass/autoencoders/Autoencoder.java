package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.State;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * An autoencoder of dense layers: on one side functions that build graphs, on the other the same
 * functions of numbers.
 *
 * <p>Legend: B rows of a batch, D numbers of a row, L numbers of a code, N rows of data.
 *
 * <p>The functions of numbers may be called by several threads, which then take turns; use one
 * {@link Scorer} per thread for single rows in a hurry.
 */
public final class Autoencoder {
  private final DenseSpec spec;
  private final List<DenseLayer> encoder;
  private final List<DenseLayer> decoder;
  private final ParameterLayout layout;
  private final State state;
  private final Inference inference;
  private Preprocessing preprocessing = new Preprocessing.Identity();

  private Autoencoder(DenseSpec spec) {
    this.spec = spec;
    this.encoder = spec.encoder();
    this.decoder = spec.decoder();
    List<ParameterSpec> parameters = new ArrayList<>();
    encoder.forEach(layer -> parameters.addAll(layer.parameters()));
    decoder.forEach(layer -> parameters.addAll(layer.parameters()));
    this.layout = ParameterLayout.of(parameters);
    this.state = State.of(List.of(layout.theta()));
    this.inference = new Inference(this);
  }

  /**
   * Widths from the input to the code, which are then mirrored (784, 128, 32), or to the output
   * (784, 128, 32, 128, 784).
   */
  public static DenseBuilder dense(int... widths) {
    return new DenseBuilder(widths);
  }

  /** A model of this architecture, with weights of zero until it is trained. */
  public static Autoencoder of(DenseSpec spec) {
    return new Autoencoder(spec);
  }

  /** The architecture. */
  public DenseSpec spec() {
    return spec;
  }

  /** Where each weight lies. */
  public ParameterLayout layout() {
    return layout;
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

  /** Codes (B, L) of x (B, D), as graph. */
  public Tensor encode(Tensor x) {
    Tensor h = x;
    for (DenseLayer layer : encoder) {
      h = layer.apply(h, layout);
    }
    return h;
  }

  /** Reconstructions (B, D) of codes (B, L), as graph. */
  public Tensor decode(Tensor code) {
    return spec.outputActivation().apply(preactivation(code));
  }

  /** Reconstructions (B, D) of x (B, D), as graph. */
  public Tensor reconstruct(Tensor x) {
    return decode(encode(x));
  }

  /**
   * The decoder before its last activation: what a {@link dev.hourglass.autoencoders.loss.Loss}
   * wants. Codes (B, L) to (B, D).
   */
  public Tensor preactivation(Tensor code) {
    Tensor h = code;
    for (DenseLayer layer : decoder.subList(0, decoder.size() - 1)) {
      h = layer.apply(h, layout);
    }
    return decoder.getLast().preactivation(h, layout);
  }

  /** Codes [N, L] of rows [N, D] in the units of the data. */
  public NDArray encode(NDArray rows) {
    return inference.encode(rows);
  }

  /** Rows [N, D] in the units of the data, of codes [N, L]. */
  public NDArray decode(NDArray codes) {
    return inference.decode(codes);
  }

  /** Reconstructions [N, D] of rows [N, D], both in the units of the data. */
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
