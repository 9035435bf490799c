package dev.hourglass.autoencoders;

import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Dropout;
import dev.hourglass.autoencoders.layer.Layer;
import dev.hourglass.autoencoders.layer.Norm;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A dense layer, normalised before its activation and dropped out behind it, where wanted. */
record DenseBlock(DenseLayer layer, Norm norm, double dropout) {

  private Optional<Layer> normalisation() {
    return norm.layer(layer.name() + ".norm", layer.out());
  }

  Tensor apply(Tensor x, Pass pass) {
    Tensor product = layer.preactivation(x, pass.layout());
    Tensor normal = normalisation().map(n -> n.apply(product, pass)).orElse(product);
    Tensor active = layer.activation().apply(normal);
    return new Dropout(layer.name() + ".dropout", dropout).apply(active, pass);
  }

  List<ParameterSpec> parameters() {
    Stream<ParameterSpec> own = layer.parameters().stream();
    return Stream.concat(own, normalisation().stream().flatMap(n -> n.parameters().stream()))
        .toList();
  }

  List<ParameterSpec> statistics() {
    return normalisation().stream().flatMap(n -> n.statistics().stream()).toList();
  }

  LayerSummary summary() {
    long count = parameters().stream().mapToLong(p -> p.shape().size()).sum();
    String normalised = norm.equals(Norm.NONE) ? "" : ", %s norm".formatted(norm.text());
    String dropped = dropout == 0 ? "" : ", dropout %s".formatted(dropout);
    return new LayerSummary(
        layer.name(),
        "%d to %d%s%s".formatted(layer.in(), layer.out(), normalised, dropped),
        layer.activation().id(),
        count);
  }
}
