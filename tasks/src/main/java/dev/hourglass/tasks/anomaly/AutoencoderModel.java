package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Mean reconstruction error of an autoencoder: squared, or absolute where that is what it learned
 * to make small.
 *
 * @param id the name of the {@link AnomalyModel}
 * @param absolute whether errors are absolute
 */
record AutoencoderModel(String id, Autoencoder model, boolean absolute) implements RowModel {

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    float[] back = model.reconstruct(rows).data();
    double[] parts = new double[back.length];
    int columns = rows.shape().dim(1);
    for (int i = 0; i < parts.length; i++) {
      double difference = (double) rows.data()[i] - back[i];
      parts[i] = (absolute ? Math.abs(difference) : difference * difference) / columns;
    }
    return parts;
  }

  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    return model.reconstruct(rows);
  }

  @Override
  public void describe(ObjectNode json) {
    switch (model.architecture()) {
      case RecurrentSpec spec -> json.put("hidden", spec.hidden()).put("code", spec.codeWidth());
      case DenseSpec spec -> {
        ArrayNode widths = json.putArray("widths");
        inner(spec).forEach(widths::add);
      }
      default -> throw new IllegalStateException("no detector is " + model.architecture().kind());
    }
  }

  /** The widths between input and output. */
  static List<Integer> inner(DenseSpec spec) {
    return spec.layers().subList(1, spec.layers().size() - 1);
  }

  @Override
  public Map<String, NDArray> tensors() {
    return model.layout().blocks(model.state().get(model.layout().theta()).data());
  }
}
