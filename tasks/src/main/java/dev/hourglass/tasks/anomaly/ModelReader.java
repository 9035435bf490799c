package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.file.Field;
import dev.hourglass.autoencoders.file.TensorArchive;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Op.Cell;
import dev.hourglass.engine.Shape;
import dev.hourglass.tasks.archive.DetectorParts;
import dev.hourglass.tasks.denoising.DenoisingAutoencoder;
import dev.hourglass.tasks.denoising.DenoisingOptions;
import dev.hourglass.tasks.denoising.DenoisingScore;
import dev.hourglass.tasks.denoising.NoiseSchedule;
import dev.hourglass.tasks.mixed.MixedAutoencoder;
import dev.hourglass.tasks.mixed.MixedLayout;
import dev.hourglass.tasks.mixed.MixedOptions;
import dev.hourglass.tasks.variational.VariationalAutoencoder;
import dev.hourglass.tasks.variational.VariationalOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the {@link RowModel} of a detector's file again.
 *
 * @param field the JSON that says what it is
 * @param columns numbers of a row
 * @param threads to score with
 */
record ModelReader(Field field, int columns, int threads) {
  private static final int MOST_LAYERS = 100;

  /** Fewer weights are not worth a second thread, which is better left to what reads the rows. */
  private static final int SMALL = 1 << 15;

  private static final String KIND = "kind";

  /**
   * What a file must hold, and what is made of it.
   *
   * @param shapes of the tensors, by name
   * @param build makes the model of these tensors and of the reference rows
   */
  record Blueprint(Map<String, Shape> shapes, Function<Parts, RowModel> build) {
    /** The model, after the tensors have been checked. */
    RowModel model(TensorArchive in, Reference reference) {
      Map<String, NDArray> weights = new LinkedHashMap<>();
      shapes.forEach((name, shape) -> weights.put(name, in.read(name, shape)));
      return build.apply(new Parts(weights, reference));
    }
  }

  private record Parts(Map<String, NDArray> weights, Reference reference) {}

  Blueprint blueprint() {
    return field.made("a network for rows of %d numbers".formatted(columns), this::checked);
  }

  private Blueprint checked() {
    String kind = field.at(KIND).string();
    if (!kind.endsWith(AnomalyModel.AND_DISTANCE)) {
      return base(kind);
    }
    int k = field.at("k").count(1);
    double error = positive("usual_error");
    double distance = positive("usual_distance");
    Blueprint base = base(kind.substring(0, kind.length() - AnomalyModel.AND_DISTANCE.length()));
    return new Blueprint(
        base.shapes(),
        p -> new BlendModel(base.build().apply(p), p.reference(), k, error, distance));
  }

  private Blueprint base(String id) {
    return switch (id) {
      case AnomalyModel.Denoising.ID -> denoising();
      case AnomalyModel.Variational.ID -> variational();
      case AnomalyModel.Mixed.ID -> mixed();
      case AnomalyModel.Ensemble.ID -> ensemble(AnomalyModel.Dense.ID, Activation.RELU, false);
      case AnomalyModel.Robust.ID -> robust();
      case AnomalyModel.Dense.ID -> network(id, dense(field, Activation.RELU), false);
      case AnomalyModel.Principal.ID -> network(id, dense(field, Activation.LINEAR), false);
      case AnomalyModel.Recurrent.LSTM -> network(id, recurrent(Cell.LSTM), true);
      case AnomalyModel.Recurrent.GRU -> network(id, recurrent(Cell.GRU), true);
      case AnomalyModel.Distance.ID -> {
        int k = field.at("k").count(1);
        yield new Blueprint(Map.of(), p -> new DistanceModel(p.reference(), k));
      }
      default ->
          throw field
              .at(KIND)
              .wrong(
                  "one of "
                      + String.join(
                          ", ",
                          AnomalyModel.all().stream()
                              .filter(m -> !(m instanceof AnomalyModel.Best))
                              .map(AnomalyModel::id)
                              .toList()));
    };
  }

  private Blueprint denoising() {
    DenoisingOptions options = denoisingOptions();
    double[] looks = DetectorParts.numbers(field.at("score_weights"));
    return new Blueprint(
        DenoisingAutoencoder.shapes(options, columns),
        p -> {
          DenoisingAutoencoder network = DenoisingAutoencoder.of(options, columns, p.weights());
          return field.made(
              "a score",
              () -> new DenoisingModel(network, DenoisingScore.of(network, columns, looks)));
        });
  }

  private DenoisingOptions denoisingOptions() {
    return field.made(
        "a denoising autoencoder",
        () ->
            new DenoisingOptions(
                field.at("width").count(1),
                (int) field.at("layers").whole(1, MOST_LAYERS),
                new NoiseSchedule(
                    field.at("noise_levels").count(2),
                    field.at("least_noise").number(),
                    field.at("greatest_noise").number()),
                field.at("steps").count(1),
                field.at("batch_size").count(1),
                field.at("learning_rate").number(),
                field.at("scoring_levels").count(2),
                seed(),
                threads));
  }

  private Blueprint variational() {
    VariationalOptions options =
        field.made(
            "a variational autoencoder",
            () ->
                new VariationalOptions(
                    field.at("width").count(1),
                    field.at("code").count(1),
                    field.at("steps").count(1),
                    field.at("batch_size").count(1),
                    field.at("learning_rate").number(),
                    field.at("draws").count(1),
                    seed(),
                    threads));
    return new Blueprint(
        VariationalAutoencoder.shapes(options, columns),
        p -> new VariationalModel(VariationalAutoencoder.of(options, columns, p.weights())));
  }

  private Blueprint mixed() {
    List<Integer> widths = widths(field);
    MixedOptions options =
        field.made(
            "an autoencoder of mixed rows",
            () ->
                new MixedOptions(
                    widths,
                    field.at("embedding").count(1),
                    field.at("hidden").number(),
                    field.at("steps").count(1),
                    field.at("batch_size").count(1),
                    field.at("learning_rate").number(),
                    seed(),
                    threads));
    MixedLayout layout = layout(field.at("columns"));
    return new Blueprint(
        MixedAutoencoder.shapes(options, layout),
        p -> new MixedModel(MixedAutoencoder.of(options, layout, p.weights())));
  }

  private MixedLayout layout(Field list) {
    MixedLayout layout =
        list.made(
            "the columns of a row",
            () -> new MixedLayout(list.elements().stream().map(this::column).toList()));
    if (layout.width() != columns) {
      throw list.wrong("columns of %d numbers together".formatted(columns));
    }
    return layout;
  }

  private MixedLayout.Column column(Field column) {
    String kind = column.at("kind").string();
    MixedLayout.Kind known =
        Arrays.stream(MixedLayout.Kind.values())
            .filter(k -> MixedModel.name(k).equals(kind))
            .findFirst()
            .orElseThrow(() -> column.at("kind").wrong("numbers, count, flag, slots or index"));
    return new MixedLayout.Column(
        known,
        column.at("offset").count(0),
        column.at("width").count(1),
        column.at("values").count(0),
        (int) column.at("mask").whole(-1, columns - 1),
        known == MixedLayout.Kind.COUNT
            ? new MixedLayout.Logarithm(
                column.at("log_offset").number(), column.at("log_scale").number())
            : MixedLayout.Logarithm.PLAIN);
  }

  private long seed() {
    return field.at("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private Blueprint robust() {
    Blueprint members = ensemble(AnomalyModel.Robust.ID, Activation.TANH, true);
    Map<String, Shape> shapes = new LinkedHashMap<>(members.shapes());
    shapes.putAll(MedianScale.shapes(columns));
    return new Blueprint(
        shapes,
        p ->
            new RobustModel(
                field.made("a scale", () -> MedianScale.of(p.weights())),
                (EnsembleModel) members.build().apply(p)));
  }

  private Blueprint ensemble(String ofMember, Activation activation, boolean absolute) {
    List<Field> described = field.at("members").elements();
    double[] usual = DetectorParts.numbers(field.at("usual_errors"));
    if (described.isEmpty() || described.size() > AnomalyModel.Ensemble.MOST) {
      throw field.at("members").wrong("1 to %d networks".formatted(AnomalyModel.Ensemble.MOST));
    }
    if (usual.length != described.size() || positives(usual) < usual.length) {
      throw field.at("usual_errors").wrong("a number above 0 for each member");
    }
    List<Blueprint> members = new ArrayList<>();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    for (int m = 0; m < usual.length; m++) {
      String prefix = EnsembleModel.prefix(m);
      members.add(network(ofMember, dense(described.get(m), activation), absolute));
      members.get(m).shapes().forEach((name, shape) -> shapes.put(prefix + name, shape));
    }
    return new Blueprint(shapes, p -> new EnsembleModel(members(members, p), usual));
  }

  private static List<AutoencoderModel> members(List<Blueprint> members, Parts all) {
    List<AutoencoderModel> models = new ArrayList<>();
    for (int m = 0; m < members.size(); m++) {
      String prefix = EnsembleModel.prefix(m);
      Map<String, NDArray> weights = new LinkedHashMap<>();
      members
          .get(m)
          .shapes()
          .keySet()
          .forEach(name -> weights.put(name, all.weights().get(prefix + name)));
      RowModel model = members.get(m).build().apply(new Parts(weights, all.reference()));
      models.add((AutoencoderModel) model);
    }
    return models;
  }

  private static long positives(double[] values) {
    return Arrays.stream(values).filter(v -> v > 0).count();
  }

  private static List<Integer> widths(Field of) {
    return of.at("widths").elements().stream().map(w -> w.count(1)).toList();
  }

  private DenseSpec dense(Field of, Activation activation) {
    List<Integer> widths = widths(of);
    if (widths.size() % 2 == 0 || widths.size() > MOST_LAYERS) {
      throw of.at("widths").wrong("an odd number of widths, at most " + MOST_LAYERS);
    }
    return Networks.dense(columns, widths, activation);
  }

  private Architecture recurrent(Cell cell) {
    return Networks.recurrent(
        new AnomalyModel.Recurrent(cell, field.at("hidden").count(1), field.at("code").count(1), 1),
        columns);
  }

  private Blueprint network(String id, Architecture architecture, boolean absolute) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    architecture.parameters().forEach(p -> shapes.put(p.name(), p.shape()));
    return new Blueprint(
        shapes,
        parts -> {
          Autoencoder network = Autoencoder.of(architecture);
          float[] theta = network.state().get(network.layout().theta()).data();
          parts
              .weights()
              .forEach((name, w) ->
                  System.arraycopy(
                      w.data(), 0, theta, network.layout().offset(name), w.data().length));
          network.threads(network.layout().size() < SMALL ? 1 : threads);
          return new AutoencoderModel(id, network, absolute);
        });
  }

  private double positive(String key) {
    double value = field.at(key).number();
    if (!(value > 0)) {
      throw field.at(key).wrong("a number above 0");
    }
    return value;
  }
}
