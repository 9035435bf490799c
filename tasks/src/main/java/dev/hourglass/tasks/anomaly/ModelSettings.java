package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.file.Field;
import dev.hourglass.autoencoders.file.TensorArchive;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Op.Cell;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.archive.DetectorParts;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.DenoisingScore;
import dev.hourglass.tasks.denoising.NoiseSchedule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a detector's file says of its {@link RowModel} besides the tensors.
 *
 * @param field the JSON
 * @param model its shape and training
 * @param threads to score with
 */
record ModelSettings(Field field, AnomalyOptions.Model model, int threads) {
  private static final int MOST_LAYERS = 100;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static ObjectNode json(RowModel model) {
    ObjectNode json = JSON.createObjectNode();
    switch (model) {
      case RowModel.Plain(Autoencoder a, boolean _) -> plain(json, a);
      case RowModel.Denoising d ->
          denoising(json.put("kind", AnomalyOptions.Model.Denoising.ID), d);
      case RowModel.Blend b -> {
        if (b.base() instanceof RowModel.Denoising d) {
          denoising(json.put("kind", AnomalyOptions.Model.Blend.ID), d);
        } else {
          json.setAll(json(b.base()));
        }
        json.put("k", b.k())
            .put("usual_error", b.usualError())
            .put("usual_distance", b.usualDistance());
      }
    }
    return json;
  }

  private static void plain(ObjectNode json, Autoencoder a) {
    switch (a.architecture()) {
      case RecurrentSpec spec ->
          json.put("kind", AnomalyOptions.Model.Recurrent.id(spec.cell()))
              .put("hidden", spec.hidden());
      case Architecture dense ->
          json.put("kind", AnomalyOptions.Model.Dense.ID)
              .put("width", dense.parameters().getFirst().shape().dim(1));
    }
    json.put("code", a.architecture().codeWidth());
  }

  private static void denoising(ObjectNode json, RowModel.Denoising denoising) {
    DenoisingOptions o = denoising.model().options();
    json.put("width", o.width())
        .put("layers", o.layers())
        .put("noise_levels", o.noise().levels())
        .put("least_noise", o.noise().least())
        .put("greatest_noise", o.noise().greatest())
        .put("steps", o.steps())
        .put("batch_size", o.batchSize())
        .put("learning_rate", o.learningRate())
        .put("scoring_levels", o.scoringLevels())
        .put("seed", o.seed())
        .set("score_weights", DetectorParts.numbers(denoising.score().weights()));
  }

  static Map<String, NDArray> tensors(RowModel model) {
    return switch (model) {
      case RowModel.Plain(Autoencoder a, boolean _) -> weights(a);
      case RowModel.Denoising d -> d.model().weights();
      case RowModel.Blend b -> tensors(b.base());
    };
  }

  private static Map<String, NDArray> weights(Autoencoder a) {
    float[] theta = a.state().get(a.layout().theta()).data();
    Map<String, NDArray> weights = new LinkedHashMap<>();
    for (ParameterSpec spec : a.layout().specs()) {
      int offset = a.layout().offset(spec.name());
      weights.put(
          spec.name(),
          new NDArray(
              spec.shape(), Arrays.copyOfRange(theta, offset, offset + spec.shape().size())));
    }
    return weights;
  }

  static ModelSettings read(Field f, int threads) {
    AnomalyOptions.Model model =
        switch (f.at("kind").string()) {
          case AnomalyOptions.Model.Dense.ID ->
              new AnomalyOptions.Model.Dense(f.at("width").count(1), f.at("code").count(1), 1);
          case AnomalyOptions.Model.Denoising.ID ->
              new AnomalyOptions.Model.Denoising(denoising(f, threads));
          case AnomalyOptions.Model.Blend.ID ->
              new AnomalyOptions.Model.Blend(denoising(f, threads), f.at("k").count(1));
          case AnomalyOptions.Model.Recurrent.LSTM -> recurrent(Cell.LSTM, f);
          case AnomalyOptions.Model.Recurrent.GRU -> recurrent(Cell.GRU, f);
          default ->
              throw f.at("kind")
                  .wrong(
                      String.join(
                          " or ",
                          AnomalyOptions.Model.Blend.ID,
                          AnomalyOptions.Model.Denoising.ID,
                          AnomalyOptions.Model.Dense.ID,
                          AnomalyOptions.Model.Recurrent.LSTM,
                          AnomalyOptions.Model.Recurrent.GRU));
        };
    return new ModelSettings(f, model, threads);
  }

  private static AnomalyOptions.Model recurrent(Cell cell, Field f) {
    return new AnomalyOptions.Model.Recurrent(
        cell,
        f.at("hidden").count(1),
        f.at("code").count(1),
        1,
        f.has("k") ? f.at("k").count(1) : 0);
  }

  private static DenoisingOptions denoising(Field f, int threads) {
    return f.made(
        "a denoising autoencoder",
        () ->
            new DenoisingOptions(
                f.at("width").count(1),
                (int) f.at("layers").whole(1, MOST_LAYERS),
                new NoiseSchedule(
                    f.at("noise_levels").count(2),
                    f.at("least_noise").number(),
                    f.at("greatest_noise").number()),
                f.at("steps").count(1),
                f.at("batch_size").count(1),
                f.at("learning_rate").number(),
                f.at("scoring_levels").count(2),
                f.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE),
                threads));
  }

  /** The tensors that the model needs. */
  Map<String, Shape> shapes(int columns) {
    return field.made(
        "a network for rows of %d numbers".formatted(columns),
        () ->
            switch (model) {
              case AnomalyOptions.Model.Denoising(DenoisingOptions o) ->
                  DenoisingAutoencoder.shapes(o, columns);
              case AnomalyOptions.Model.Blend(DenoisingOptions o, int _) ->
                  DenoisingAutoencoder.shapes(o, columns);
              case AnomalyOptions.Model.Dense dense -> shapes(ModelTraining.spec(dense, columns));
              case AnomalyOptions.Model.Recurrent recurrent ->
                  shapes(ModelTraining.spec(recurrent, columns));
            });
  }

  private static Map<String, Shape> shapes(Architecture architecture) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    architecture.parameters().forEach(p -> shapes.put(p.name(), p.shape()));
    return shapes;
  }

  /** The model, after its tensors have been checked. */
  RowModel model(TensorArchive in, int columns, Reference reference) {
    Map<String, NDArray> weights = new LinkedHashMap<>();
    shapes(columns).forEach((name, shape) -> weights.put(name, in.read(name, shape)));
    return switch (model) {
      case AnomalyOptions.Model.Denoising(DenoisingOptions o) -> denoising(o, columns, weights);
      case AnomalyOptions.Model.Blend(DenoisingOptions o, int k) ->
          blend(denoising(o, columns, weights), reference, k);
      case AnomalyOptions.Model.Dense dense -> plain(ModelTraining.spec(dense, columns), weights);
      case AnomalyOptions.Model.Recurrent recurrent -> {
        RowModel.Plain base = plain(ModelTraining.spec(recurrent, columns), weights);
        yield recurrent.k() == 0 ? base : blend(base, reference, recurrent.k());
      }
    };
  }

  private RowModel.Blend blend(RowModel base, Reference reference, int k) {
    return new RowModel.Blend(
        base, reference, k, positive("usual_error"), positive("usual_distance"));
  }

  private RowModel.Denoising denoising(
      DenoisingOptions options, int columns, Map<String, NDArray> weights) {
    DenoisingAutoencoder network = DenoisingAutoencoder.of(options, columns, weights);
    double[] looks = DetectorParts.numbers(field.at("score_weights"));
    return field.made(
        "a score",
        () -> new RowModel.Denoising(network, DenoisingScore.of(network, columns, looks)));
  }

  private RowModel.Plain plain(Architecture architecture, Map<String, NDArray> weights) {
    Autoencoder network = Autoencoder.of(architecture);
    float[] theta = network.state().get(network.layout().theta()).data();
    weights.forEach((name, w) ->
        System.arraycopy(w.data(), 0, theta, network.layout().offset(name), w.data().length));
    network.threads(threads);
    return new RowModel.Plain(network, architecture instanceof RecurrentSpec);
  }

  private double positive(String key) {
    double value = field.at(key).number();
    if (!(value > 0)) {
      throw field.at(key).wrong("a number above 0");
    }
    return value;
  }
}
