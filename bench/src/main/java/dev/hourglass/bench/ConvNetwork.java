package dev.hourglass.bench;

import static dev.hourglass.engine.Tensors.add;
import static dev.hourglass.engine.Tensors.fill;
import static dev.hourglass.engine.Tensors.matmul;
import static dev.hourglass.engine.Tensors.max;
import static dev.hourglass.engine.Tensors.mean;
import static dev.hourglass.engine.Tensors.mul;
import static dev.hourglass.engine.Tensors.reshape;
import static dev.hourglass.engine.Tensors.rsqrt;
import static dev.hourglass.engine.Tensors.square;
import static dev.hourglass.engine.Tensors.sub;

import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.engine.ConvGeometry;
import dev.hourglass.engine.Convolutions;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A convolutional autoencoder of square images, built stage by stage; sigmoid at the end. */
final class ConvNetwork implements GraphNetwork {
  private static final double EPSILON = 1e-5;

  /** What a stage does with a batch. */
  private interface Stage {
    Tensor apply(Tensor x, ParameterLayout p);
  }

  private final List<ParameterSpec> specs = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final Loss loss;
  private final int width;
  private int side;
  private int channels;
  private long flops;

  private ConvNetwork(int side, int channels, Loss loss) {
    this.side = side;
    this.channels = channels;
    this.width = side * side * channels;
    this.loss = loss;
    int first = side;
    int depth = channels;
    stages.add((x, _) -> reshape(x, x.dim(0), first, first, depth));
  }

  /** W5: 28 x 28 x 1, two convolutions 3 x 3 of stride 2 down to a code of 64 and back. */
  static ConvNetwork conv28() {
    ConvNetwork n = new ConvNetwork(28, 1, Loss.BCE);
    var axis = new ConvGeometry.Axis(2, 1, 1, 1);
    n.conv(16, 3, axis).bias().relu().conv(32, 3, axis).bias().relu();
    n.dense(64).bias().dense(1568).bias().relu().image(7, 32);
    n.convBack(16, 3, axis, 1).bias().relu().convBack(1, 3, axis, 1).bias();
    return n;
  }

  /** W6: 64 x 64 x 3, four convolutions 4 x 4 of stride 2 down to a code of 128 and back. */
  static ConvNetwork conv64() {
    ConvNetwork n = new ConvNetwork(64, 3, Loss.MSE);
    var axis = new ConvGeometry.Axis(2, 1, 1, 1);
    for (int out : new int[] {32, 64, 128, 256}) {
      n.conv(out, 4, axis).norm().relu();
    }
    n.dense(128).bias().dense(4096).bias().relu().image(4, 256);
    for (int out : new int[] {128, 64, 32}) {
      n.convBack(out, 4, axis, 0).norm().relu();
    }
    n.convBack(3, 4, axis, 0).bias();
    return n;
  }

  private ConvNetwork conv(int out, int kernel, ConvGeometry.Axis axis) {
    String name = weight(kernel * kernel * channels, out);
    int in = channels;
    stages.add((x, p) ->
        Convolutions.conv2d(
            x, reshape(p.view(name), kernel, kernel, in, out), ConvGeometry.of(axis)));
    side = axis.windows(side, kernel);
    channels = out;
    count((long) side * side * kernel * kernel * in * out);
    return this;
  }

  private ConvNetwork convBack(int out, int kernel, ConvGeometry.Axis axis, int extra) {
    String name = weight(kernel * kernel * out, channels);
    int in = channels;
    stages.add((x, p) ->
        Convolutions.convTranspose2d(
            x,
            reshape(p.view(name), kernel, kernel, out, in),
            ConvGeometry.of(axis),
            extra,
            extra));
    count((long) side * side * kernel * kernel * in * out);
    side = axis.lengthFor(side, kernel) + extra;
    channels = out;
    return this;
  }

  private ConvNetwork dense(int out) {
    int in = side * side * channels;
    String name = weight(in, out);
    stages.add((x, p) -> matmul(reshape(x, x.dim(0), in), p.view(name)));
    count((long) in * out);
    return image(1, out);
  }

  private ConvNetwork image(int newSide, int newChannels) {
    side = newSide;
    channels = newChannels;
    stages.add((x, _) -> reshape(x, x.dim(0), newSide, newSide, newChannels));
    return this;
  }

  private ConvNetwork bias() {
    String name = vector("bias");
    stages.add((x, p) -> add(x, p.view(name)));
    return this;
  }

  private ConvNetwork relu() {
    stages.add((x, _) -> max(x, fill(0)));
    return this;
  }

  /** Batch normalisation (Ioffe and Szegedy, 2015) by the batch's own mean and variance. */
  private ConvNetwork norm() {
    String gain = vector("gain"); // the scale is 1 + gain
    String shift = vector("shift");
    stages.add((x, p) -> {
      Tensor mean = mean(x, 0, 1, 2);
      Tensor variance = mean(square(sub(x, mean)), 0, 1, 2);
      Tensor scale = mul(rsqrt(add(variance, fill(EPSILON))), add(fill(1), p.view(gain)));
      return add(mul(x, scale), sub(p.view(shift), mul(mean, scale)));
    });
    return this;
  }

  private String weight(int in, int out) {
    String name = "weight." + specs.size();
    specs.add(new ParameterSpec(name, Shape.of(in, out), Initializer.HE_UNIFORM));
    return name;
  }

  private String vector(String what) {
    String name = what + "." + specs.size();
    specs.add(new ParameterSpec(name, Shape.of(channels), Initializer.ZEROS));
    return name;
  }

  /** The product, and its two gradients, of which the first layer needs one. */
  private void count(long multiplications) {
    flops += (flops == 0 ? 4 : 6) * multiplications;
  }

  @Override
  public ParameterLayout layout() {
    return ParameterLayout.of(specs);
  }

  /** Numbers in a row of the data. */
  @Override
  public int width() {
    return width;
  }

  /** Of a training step. */
  @Override
  public long flopsPerRow() {
    return flops;
  }

  /** The loss of a batch (B, width). */
  @Override
  public Tensor loss(Tensor batch, ParameterLayout p) {
    Tensor x = batch;
    for (Stage stage : stages) {
      x = stage.apply(x, p);
    }
    Tensor z = reshape(x, batch.dim(0), width);
    return loss.of(z, Activation.SIGMOID, batch);
  }
}
