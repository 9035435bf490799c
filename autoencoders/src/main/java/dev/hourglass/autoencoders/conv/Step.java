package dev.hourglass.autoencoders.conv;

import dev.hourglass.autoencoders.LayerSummary;
import dev.hourglass.autoencoders.conv.ConvSpec.Size;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.ConvTransposeLayer;
import dev.hourglass.autoencoders.layer.DenseLayer;
import dev.hourglass.autoencoders.layer.Layer;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.layer.Pass;
import dev.hourglass.engine.PoolWindow;
import dev.hourglass.engine.Pooling;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.List;

/**
 * Layers, an activation and max pooling, from one size to another.
 *
 * @param pool rows and columns of the windows; 1 where nothing is pooled
 */
record Step(List<Layer> layers, Size from, Size to, Activation activation, int pool) {

  Tensor apply(Tensor rows, Pass pass) {
    boolean dense = layers.getFirst() instanceof DenseLayer;
    int batch = rows.dim(0);
    Tensor h =
        dense
            ? Tensors.reshape(rows, batch, from.size())
            : Tensors.reshape(rows, batch, from.height(), from.width(), from.channels());
    for (Layer layer : layers) {
      h = layer.apply(h, pass);
    }
    h = activation.apply(h);
    return pool > 1 ? pooled(h) : h;
  }

  private Tensor pooled(Tensor x) {
    int height = from.height() == 1 ? 1 : pool;
    return Pooling.max(x, PoolWindow.covering(height, pool, from.height(), from.width()));
  }

  List<ParameterSpec> parameters() {
    return layers.stream().flatMap(l -> l.parameters().stream()).toList();
  }

  List<ParameterSpec> statistics() {
    return layers.stream().flatMap(l -> l.statistics().stream()).toList();
  }

  LayerSummary summary(Activation shown, int stride) {
    long count = parameters().stream().mapToLong(p -> p.shape().size()).sum();
    String name = layers.getFirst().name();
    boolean up = layers.getFirst() instanceof ConvTransposeLayer;
    boolean cut =
        up
            && (to.width() != from.width() * stride
                || (to.height() != from.height() * stride && to.height() > 1));
    String note = cut ? ", cut to what the encoder had" : "";
    return new LayerSummary(name, from + " to " + to + note, shown.id(), count);
  }
}
