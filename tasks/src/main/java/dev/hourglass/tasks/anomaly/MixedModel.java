package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import dev.hourglass.tasks.mixed.MixedAutoencoder;
import dev.hourglass.tasks.mixed.MixedLayout;
import dev.hourglass.tasks.mixed.MixedOptions;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How improbable a row is for an autoencoder with heads by type. */
record MixedModel(MixedAutoencoder model) implements RowModel {

  @Override
  public String id() {
    return AnomalyModel.Mixed.ID;
  }

  @Override
  public double[] parts(NDArray rows, Neighbours nearest) {
    return model.columnParts(rows);
  }

  @Override
  public NDArray expected(NDArray rows, Neighbours nearest) {
    return model.expected(rows);
  }

  @Override
  public void describe(ObjectNode json) {
    MixedOptions o = model.options();
    ArrayNode widths = json.putArray("widths");
    o.widths().forEach(widths::add);
    json.put("embedding", o.embedding())
        .put("hidden", o.hidden())
        .put("steps", o.steps())
        .put("batch_size", o.batchSize())
        .put("learning_rate", o.learningRate())
        .put("seed", o.seed());
    ArrayNode columns = json.putArray("columns");
    for (MixedLayout.Column column : model.layout().columns()) {
      ObjectNode node =
          columns
              .addObject()
              .put("kind", name(column.kind()))
              .put("offset", column.offset())
              .put("width", column.width())
              .put("values", column.cardinality())
              .put("mask", column.mask());
      if (column.kind() == MixedLayout.Kind.COUNT) {
        MixedLayout.Logarithm logarithm = column.logarithm();
        node.put("log_offset", logarithm.offset()).put("log_scale", logarithm.scale());
      }
    }
  }

  /** The name in files. */
  static String name(MixedLayout.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<String, NDArray> tensors() {
    return model.weights();
  }
}
