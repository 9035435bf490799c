package dev.hourglass.tasks.variational;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.div;
import static dev.hourglass.engine.Tensors.exp;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.neg;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;
import static dev.hourglass.engine.Tensors.sum;
import static dev.hourglass.engine.Tensors.tanh;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of a variational autoencoder of rows with D columns and codes of L numbers: dense
 * layers with leaky ReLU. Means and logarithms of variances are kept within {@value #REACH} by a
 * hyperbolic tangent, so that neither exponential nor error can overflow.
 */
final class VariationalNetwork {
  /** No variance is below exp(-6) or above exp(6). */
  private static final double REACH = 6;

  /**
   * A normal distribution of independent numbers.
   *
   * @param mean (B, W)
   * @param logVariance (B, W)
   */
  record Normal(Tensor mean, Tensor logVariance) {}

  private final List<DenseLayer> encoder = new ArrayList<>();
  private final List<DenseLayer> decoder = new ArrayList<>();
  private final int columns;
  private final int code;
  private final ParameterLayout layout;

  VariationalNetwork(int columns, int width, int code) {
    this.columns = columns;
    this.code = code;
    build("encoder.", encoder, columns, width, code);
    build("decoder.", decoder, code, width, columns);
    List<ParameterSpec> parameters = new ArrayList<>();
    encoder.forEach(l -> parameters.addAll(l.parameters()));
    decoder.forEach(l -> parameters.addAll(l.parameters()));
    layout = ParameterLayout.of(parameters);
  }

  private static void build(String name, List<DenseLayer> layers, int in, int width, int out) {
    layers.add(hidden(name + 0, in, width));
    layers.add(hidden(name + 1, width, width));
    layers.add(linear(name + "mean", width, out));
    layers.add(linear(name + "variance", width, out));
  }

  private static DenseLayer hidden(String name, int in, int out) {
    return new DenseLayer(name, in, out, Activation.LEAKY_RELU, Initializer.HE_UNIFORM, true, null);
  }

  private static DenseLayer linear(String name, int in, int out) {
    return new DenseLayer(name, in, out, Activation.LINEAR, Initializer.GLOROT_UNIFORM, true, null);
  }

  ParameterLayout layout() {
    return layout;
  }

  int code() {
    return code;
  }

  int columns() {
    return columns;
  }

  /** The codes that rows (B, D) may have. */
  Normal encode(Tensor rows) {
    return through(encoder, rows);
  }

  /** The rows that codes (B, L) may mean. */
  Normal decode(Tensor codes) {
    return through(decoder, codes);
  }

  private Normal through(List<DenseLayer> layers, Tensor x) {
    Tensor h = layers.get(1).apply(layers.get(0).apply(x, layout), layout);
    Tensor spread = layers.get(3).apply(h, layout);
    Tensor bounded = mul(fill(REACH), tanh(div(spread, fill(REACH))));
    return new Normal(layers.get(2).apply(h, layout), bounded);
  }

  /**
   * -log p(x), each number's part, but for a constant such that no part is below 0, (B, D).
   *
   * @param rows (B, D)
   */
  static Tensor surprise(Normal normal, Tensor rows) {
    Tensor error = square(sub(rows, normal.mean()));
    Tensor scaled = mul(error, exp(neg(normal.logVariance())));
    return mul(fill(0.5), add(scaled, add(normal.logVariance(), fill(REACH))));
  }

  /**
   * The negative evidence lower bound, but for constants: mean over rows, rank 0 (Kingma and
   * Welling, "Auto-encoding variational Bayes", 2014, equation 10).
   *
   * @param rows (B, D)
   * @param draws standard normal, (B, L)
   */
  Tensor loss(Tensor rows, Tensor draws) {
    Normal codes = encode(rows);
    Tensor surprise = sum(surprise(decode(code(codes, draws)), rows), 1);
    return add(meanAll(surprise), meanAll(divergence(codes)));
  }

  /** Codes drawn from a distribution (B, L), of standard normal draws (B, L). */
  static Tensor code(Normal codes, Tensor draws) {
    return add(codes.mean(), mul(draws, exp(mul(fill(0.5), codes.logVariance()))));
  }

  /** Kullback and Leibler's divergence from the standard normal distribution, (B, 1). */
  static Tensor divergence(Normal codes) {
    Tensor parts =
        sub(add(square(codes.mean()), exp(codes.logVariance())), add(codes.logVariance(), fill(1)));
    return mul(fill(0.5), sum(parts, 1));
  }
}
