package dev.hourglass.cli;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.DenseBuilder;
import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.catalogue.Catalogue;
import dev.hourglass.autoencoders.catalogue.Kind;
import dev.hourglass.autoencoders.catalogue.ModelCard;
import dev.hourglass.autoencoders.file.ModelSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.layer.Initializer;
import dev.hourglass.autoencoders.loss.Loss;
import dev.hourglass.data.Dataset;
import dev.hourglass.engine.NDArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Which model to train. What is not said follows from its family's card and from the data: families
 * other than dense give data in [0, 1] a sigmoid output and binary cross-entropy.
 */
final class ModelFlags {
  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      description =
          "The family of model (hourglass models lists them), or a .yaml file that describes it. Default: ${DEFAULT-VALUE}",
      defaultValue = "dense")
  String name = "dense";

  @Option(
      names = "--layers",
      split = ",",
      paramLabel = "N",
      description =
          "Widths from input to output; mirrored when they end at the code. With --task anomaly (dense,"
              + " robust): from the first hidden layer to the code, such as 20,10.")
  int @Nullable [] layers;

  @Option(
      names = "--latent",
      paramLabel = "N",
      description =
          "Numbers in the code, when --layers is not given. Default: 32; sparse ones 256, contractive 128; of conv 0, the last map")
  @Nullable Integer latent;

  @Option(
      names = "--activation",
      paramLabel = "A",
      description =
          "Of hidden layers: linear, relu, leaky-relu, elu, selu, gelu, silu, tanh, sigmoid, softplus, softmax. Default: ${DEFAULT-VALUE}",
      defaultValue = "relu")
  String activation = "relu";

  @Option(
      names = "--latent-activation",
      paramLabel = "A",
      description = "Of the code. Default: what suits the family, or as --activation.")
  @Nullable String latentActivation;

  @Option(
      names = "--output-activation",
      paramLabel = "A",
      description =
          "Of the reconstruction. Default: linear; sigmoid for data in [0, 1] in a family other than dense")
  @Nullable String outputActivation;

  @Option(
      names = "--init",
      paramLabel = "I",
      description =
          "First weights: glorot-uniform, he-uniform, lecun-uniform, each also -normal, or orthogonal. Default: what suits each layer's activation.")
  @Nullable String init;

  @Option(names = "--tied", description = "The decoder uses the encoder's weights, transposed.")
  boolean tied;

  @Option(
      names = "--loss",
      paramLabel = "L",
      description =
          "mse, mae, huber, bce, cce, kl, cosine. Default: mse; bce for data in [0, 1] behind a sigmoid in a family other than dense")
  @Nullable String loss;

  @Mixin ArchitectureFlags architecture = new ArchitectureFlags();

  /** The model and the loss that goes with it. */
  record Chosen(Autoencoder model, Loss loss) {}

  /**
   * @param settings of the family, as given
   * @param dataset the rows, and the picture that each is, where it is one
   * @param unit whether the model sees numbers in [0, 1] only
   * @param data what the rows are called
   */
  Chosen choose(Map<String, String> settings, Dataset dataset, boolean unit, String data) {
    if (!ModelSpec.isOne(name)) {
      ModelCard card = Catalogue.card(name);
      return new Chosen(made(card, card.family(settings), dataset, unit, data), loss(unit));
    }
    if (!settings.isEmpty()) {
      throw new Mistake(
          "--%s belongs under settings in %s".formatted(settings.keySet().iterator().next(), name));
    }
    ModelSpec spec = ModelSpec.read(Path.of(name));
    String file = name;
    name = spec.model();
    Autoencoder model =
        spec.architecture()
            .map(a -> described(a, spec.family(), dataset.rows().shape().dim(1), data, file))
            .orElseGet(() -> made(Catalogue.card(name), spec.family(), dataset, unit, data));
    return new Chosen(model, loss == null ? spec.loss().orElseGet(() -> loss(unit)) : loss(unit));
  }

  private Autoencoder described(
      Architecture architecture, Family family, int width, String data, String file) {
    if (layers != null
        || latent != null
        || latentActivation != null
        || outputActivation != null
        || init != null
        || tied
        || this.architecture.isGiven()) {
      throw new Mistake(file + " describes the layers already; change them there");
    }
    if (architecture.inputWidth() != width) {
      throw new Mistake(
          "%s describes a model of rows of %d numbers, but a row of %s has %d"
              .formatted(file, architecture.inputWidth(), data, width));
    }
    return Autoencoder.of(architecture, family);
  }

  private Autoencoder made(
      ModelCard card, Family family, Dataset dataset, boolean unit, String data) {
    int width = dataset.rows().shape().dim(1);
    Kind kind = architecture.kind(card.architecture());
    if (kind == Kind.DENSE) {
      architecture.requireFlagsOf(kind);
      return dense(card, family, width, unit, data);
    }
    if (layers != null || init != null || tied) {
      throw new Mistake(
          "%s is of dense layers, but the architecture is %s; choose another by --architecture"
              .formatted(layers != null ? "--layers" : tied ? "--tied" : "--init", kind.id()));
    }
    Optional<Activation> ofCode =
        latentActivation == null
            ? card.shape().codeActivation()
            : Optional.of(Activation.parse(latentActivation));
    Architecture network =
        architecture.architecture(
            kind,
            width,
            dataset.image(),
            data,
            latent,
            Activation.parse(activation),
            ofCode,
            output(unit));
    return Autoencoder.of(network, family);
  }

  private Autoencoder dense(ModelCard card, Family family, int width, boolean unit, String data) {
    DenseBuilder builder =
        Autoencoder.dense(widths(card, width, data))
            .activation(Activation.parse(activation))
            .outputActivation(output(unit))
            .tied(tied);
    if (latentActivation != null) {
      builder.latentActivation(Activation.parse(latentActivation));
    } else {
      card.shape().codeActivation().ifPresent(builder::latentActivation);
    }
    if (init != null) {
      builder.init(Initializer.parse(init));
    }
    architecture.between.apply(builder);
    return builder.build(family);
  }

  private Loss loss(boolean unit) {
    if (loss != null) {
      return Loss.parse(loss);
    }
    return likePictures(unit) && output(unit) == Activation.SIGMOID ? Loss.BCE : Loss.MSE;
  }

  private Activation output(boolean unit) {
    if (outputActivation != null) {
      return Activation.parse(outputActivation);
    }
    return likePictures(unit) ? Activation.SIGMOID : Activation.LINEAR;
  }

  private boolean likePictures(boolean unit) {
    return unit && !name.equals("dense");
  }

  private int[] widths(ModelCard card, int width, String data) {
    int[] widths = layers == null ? standard(card, width) : layers;
    if (widths.length < 2 || widths[0] != width) {
      throw new Mistake(
          "--layers %s begins with %s, but a row of %s has %d numbers"
              .formatted(
                  Arrays.toString(widths),
                  widths.length == 0 ? "nothing" : widths[0],
                  data,
                  width));
    }
    return widths;
  }

  private int[] standard(ModelCard card, int width) {
    List<Integer> widths = new ArrayList<>(List.of(width));
    widths.addAll(card.shape().hidden());
    widths.add(latent == null ? card.shape().code() : latent);
    return widths.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether all numbers are in [0, 1] after the preprocessing of {@code --scale}. */
  static boolean isUnit(NDArray rows, String scale) {
    if (!scale.equals("none")) {
      return scale.equals("min-max");
    }
    for (float x : rows.data()) {
      if (!(x >= 0 && x <= 1)) {
        return false;
      }
    }
    return true;
  }
}
