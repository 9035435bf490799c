package dev.hourglass.autoencoders.conv;

import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.conv.ConvSpec.Size;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.ConvLayer;
import dev.hourglass.autoencoders.layer.ConvTransposeLayer;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Dropout;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.layer.Kernel;
import dev.hourglass.autoencoders.layer.Layer;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.autoencoders.layer.ResidualBlock;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.ArrayList;
import java.util.List;

/** The layers that a {@link ConvSpec} describes, encoder and decoder, each a list of steps. */
final class ConvNetwork {
  private final ConvSpec spec;
  private final List<Step> encoder = new ArrayList<>();
  private final List<Step> decoder = new ArrayList<>();

  ConvNetwork(ConvSpec spec) {
    this.spec = spec;
    List<Size> sizes = sizes(spec);
    int stages = spec.filters().size();
    for (int i = 0; i < stages; i++) {
      boolean last = i == stages - 1;
      down(i, sizes.get(i), sizes.get(i + 1), last && spec.latent() == 0);
    }
    Size map = sizes.getLast();
    if (spec.latent() > 0) {
      encoder.add(dense("encoder.code", map.size(), spec.latent(), spec.latentActivation()));
      decoder.add(dense("decoder.code", spec.latent(), map.size(), spec.activation()));
    }
    for (int i = stages - 1; i >= 0; i--) {
      up(stages - 1 - i, sizes.get(i + 1), sizes.get(i));
    }
    Size input = sizes.getFirst();
    Size wide = input.of(spec.filters().getFirst());
    Initializer init = Initializer.defaultFor(spec.outputActivation());
    Kernel kernel = kernel(1);
    Layer output =
        new ConvLayer("decoder.output", wide.channels(), spec.channels(), kernel, init, true);
    decoder.add(new Step(List.of(output), wide, input, Activation.LINEAR, 1));
  }

  /** The input, then what each stage makes. */
  static List<Size> sizes(ConvSpec spec) {
    List<Size> sizes = new ArrayList<>();
    Size size = new Size(spec.height(), spec.width(), spec.channels());
    sizes.add(size);
    for (int filters : spec.filters()) {
      int height = Math.ceilDiv(size.height(), spec.height() == 1 ? 1 : spec.stride());
      size = new Size(height, Math.ceilDiv(size.width(), spec.stride()), filters);
      sizes.add(size);
    }
    return sizes;
  }

  private Kernel kernel(int stride) {
    return spec.height() == 1
        ? Kernel.line(spec.kernel(), stride)
        : Kernel.square(spec.kernel(), stride);
  }

  private void down(int i, Size from, Size to, boolean code) {
    String name = "encoder." + i;
    Activation last = code ? spec.latentActivation() : spec.activation();
    Initializer init = Initializer.defaultFor(last);
    Kernel kernel = kernel(spec.pooling() ? 1 : spec.stride());
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new ConvLayer(
            name + ".conv",
            from.channels(),
            to.channels(),
            kernel,
            init,
            !spec.norm().replacesBias()));
    norm(layers, name, to.channels());
    Activation first = spec.residualBlocks() > 0 ? spec.activation() : last;
    encoder.add(new Step(layers, from, to, first, spec.pooling() ? spec.stride() : 1));
    blocks(encoder, name, to, last);
    if (!code) {
      dropout(encoder, name, to);
    }
  }

  private void up(int i, Size from, Size to) {
    String name = "decoder." + i;
    blocks(decoder, name, from, spec.activation());
    Size target = to.of(i == spec.filters().size() - 1 ? spec.filters().getFirst() : to.channels());
    Initializer init = Initializer.defaultFor(spec.activation());
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new ConvTransposeLayer(
            name + ".conv",
            from.channels(),
            target.channels(),
            to.height(),
            to.width(),
            kernel(spec.stride()),
            init,
            !spec.norm().replacesBias()));
    norm(layers, name, target.channels());
    decoder.add(new Step(layers, from, target, spec.activation(), 1));
    dropout(decoder, name, target);
  }

  private void dropout(List<Step> steps, String name, Size size) {
    if (spec.dropout() > 0) {
      Layer layer = new Dropout(name + ".dropout", spec.dropout());
      steps.add(new Step(List.of(layer), size, size, Activation.LINEAR, 1));
    }
  }

  private void norm(List<Layer> layers, String name, int channels) {
    spec.norm().layer(name + ".norm", channels).ifPresent(layers::add);
  }

  private void blocks(List<Step> steps, String name, Size size, Activation last) {
    for (int b = 0; b < spec.residualBlocks(); b++) {
      Activation a = b == spec.residualBlocks() - 1 ? last : spec.activation();
      Layer block =
          new ResidualBlock(
              name + ".block" + b, size.channels(), kernel(1), spec.activation(), a, spec.norm());
      steps.add(new Step(List.of(block), size, size, Activation.LINEAR, 1));
    }
  }

  private static Step dense(String name, int in, int out, Activation activation) {
    Initializer init = Initializer.defaultFor(activation);
    Layer layer = new DenseLayer(name, in, out, Activation.LINEAR, init, true, null);
    return new Step(List.of(layer), new Size(1, 1, in), new Size(1, 1, out), activation, 1);
  }

  Tensor encode(Tensor x, Pass pass) {
    return through(encoder, x, pass);
  }

  /** Before the output activation. */
  Tensor decode(Tensor code, Pass pass) {
    return through(decoder, code, pass);
  }

  private static Tensor through(List<Step> steps, Tensor rows, Pass pass) {
    Tensor h = rows;
    for (Step step : steps) {
      h = step.apply(h, pass);
    }
    return Tensors.reshape(h, rows.dim(0), h.shape().size() / rows.dim(0));
  }

  private List<Step> steps() {
    List<Step> all = new ArrayList<>(encoder);
    all.addAll(decoder);
    return all;
  }

  List<ParameterSpec> parameters() {
    return steps().stream().flatMap(s -> s.parameters().stream()).toList();
  }

  List<ParameterSpec> statistics() {
    return steps().stream().flatMap(s -> s.statistics().stream()).toList();
  }

  List<LayerSummary> describe() {
    List<Step> steps = steps();
    List<LayerSummary> all = new ArrayList<>();
    for (Step s : steps) {
      boolean output = s == steps.getLast();
      all.add(s.summary(output ? spec.outputActivation() : s.activation(), spec.stride()));
    }
    return all;
  }
}
