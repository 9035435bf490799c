package dev.hourglass.tasks.series;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.meanAll;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.autoencoders.baseline.Pca;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Dense layers on either side of a narrow code, each beside a linear layer: code = A x + f(x),
 * window = B code + g(code), f and g of one hidden layer of ReLU. It starts as principal component
 * analysis (A and B its components, f and g zero), so that training begins at the best linear
 * autoencoder and adds what is not linear.
 */
final class DenseWindowNetwork implements WindowNetwork {
  private static final double NOISE = 0.5;

  /** Small: it starts at the best linear autoencoder. */
  private static final double LEARNING_RATE = 5e-4;

  private static final int MOST_HIDDEN = 128;
  private static final String ENCODER = "encoder.linear";
  private static final String DECODER = "decoder.linear";

  private final int width;
  private final int code;
  private final DenseLayer linearEncoder;
  private final DenseLayer hiddenEncoder;
  private final DenseLayer codeEncoder;
  private final DenseLayer linearDecoder;
  private final DenseLayer hiddenDecoder;
  private final DenseLayer outputDecoder;
  private final ParameterLayout layout;

  /**
   * A network of windows of {@code width} numbers.
   *
   * @param code numbers of the code, 1 to {@code width}
   */
  DenseWindowNetwork(int width, int code) {
    this.width = width;
    this.code = code;
    int hidden = Math.clamp(width, 16, MOST_HIDDEN);
    this.linearEncoder = layer(ENCODER, width, code, Activation.LINEAR, Initializer.ZEROS);
    this.hiddenEncoder =
        layer("encoder.hidden", width, hidden, Activation.RELU, Initializer.HE_UNIFORM);
    this.codeEncoder = layer("encoder.code", hidden, code, Activation.LINEAR, Initializer.ZEROS);
    this.linearDecoder = layer(DECODER, code, width, Activation.LINEAR, Initializer.ZEROS);
    this.hiddenDecoder =
        layer("decoder.hidden", code, hidden, Activation.RELU, Initializer.HE_UNIFORM);
    this.outputDecoder =
        layer("decoder.output", hidden, width, Activation.LINEAR, Initializer.ZEROS);
    List<ParameterSpec> parameters = new ArrayList<>();
    List.of(linearEncoder, hiddenEncoder, codeEncoder, linearDecoder, hiddenDecoder, outputDecoder)
        .forEach(l -> parameters.addAll(l.parameters()));
    this.layout = ParameterLayout.of(parameters);
  }

  private static DenseLayer layer(String name, int in, int out, Activation a, Initializer i) {
    return new DenseLayer(name, in, out, a, i, true, null);
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public Tensor expected(Tensor windows) {
    Tensor z =
        add(
            linearEncoder.apply(windows, layout),
            codeEncoder.apply(hiddenEncoder.apply(windows, layout), layout));
    return add(
        linearDecoder.apply(z, layout),
        outputDecoder.apply(hiddenDecoder.apply(z, layout), layout));
  }

  @Override
  public Tensor loss(Tensor expected, Tensor windows) {
    return meanAll(square(sub(expected, windows)));
  }

  /** Writes the components into the linear layers: rows of unit length, projected, are columns. */
  @Override
  public void start(float[] theta, Pca pca) {
    float[] origin = pca.project(NDArray.zeros(Shape.of(1, width))).data();
    NDArray unit = NDArray.zeros(Shape.of(width, width));
    for (int j = 0; j < width; j++) {
      unit.data()[j * width + j] = 1;
    }
    float[] projected = pca.project(unit).data(); // v_kj - v_k . mean
    int components = pca.components();
    int encoder = layout.offset(ENCODER + ".weight");
    int decoder = layout.offset(DECODER + ".weight");
    for (int j = 0; j < width; j++) {
      for (int k = 0; k < components; k++) {
        float v = projected[j * components + k] - origin[k];
        theta[encoder + j * code + k] = v;
        theta[decoder + k * width + j] = v;
      }
    }
    System.arraycopy(origin, 0, theta, layout.offset(ENCODER + ".bias"), components);
    double[] mean = pca.mean();
    for (int j = 0; j < width; j++) {
      theta[layout.offset(DECODER + ".bias") + j] = (float) mean[j];
    }
  }

  @Override
  public double learningRate() {
    return LEARNING_RATE;
  }

  @Override
  public double noise() {
    return NOISE;
  }
}
