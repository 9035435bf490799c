package dev.hourglass.cli;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.catalogue.Kind;
import dev.hourglass.autoencoders.conv.ConvBuilder;
import dev.hourglass.autoencoders.conv.ConvSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.recurrent.RecurrentBuilder;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import dev.hourglass.data.ImageShape;
import dev.hourglass.engine.Op.Cell;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a convolutional or recurrent network is made of. */
final class ArchitectureFlags {
  @Option(
      names = "--architecture",
      paramLabel = "A",
      description = "dense, conv, lstm or gru. Default: what suits the family")
  @Nullable String name;

  @Option(
      names = "--size",
      paramLabel = "AxB[xC]",
      description =
          "Of conv, lstm and gru: HEIGHTxWIDTHxCHANNELS of the picture or STEPSxFEATURES of the sequence that a row is."
              + " Default: what the data say, else each number of a row is a step; lines of pictures are steps")
  @Nullable String size;

  @Option(
      names = "--filters",
      split = ",",
      paramLabel = "N",
      description = "Of conv: channels behind each stage. Default: 32,32")
  int @Nullable [] filters;

  @Option(
      names = "--kernel",
      paramLabel = "N",
      description = "Of conv: lines and columns of a filter. Default: 3")
  @Nullable Integer kernel;

  @Option(
      names = "--stride",
      paramLabel = "N",
      description = "Of conv: by which a stage makes the picture smaller. Default: 2")
  @Nullable Integer stride;

  @Option(names = "--pooling", description = "Of conv: make it smaller by the largest numbers.")
  boolean pooling;

  @Mixin LayerFlags between = new LayerFlags();

  @Option(
      names = "--residual-blocks",
      paramLabel = "N",
      description = "Of conv: at each stage. Default: 0")
  @Nullable Integer residualBlocks;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      description = "Of lstm and gru: numbers of a state. Default: 64")
  @Nullable Integer hidden;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "Of lstm and gru: layers on top of each other. Default: 1")
  @Nullable Integer depth;

  @Option(names = "--bidirectional", description = "Of lstm and gru: the encoder reads both ways.")
  boolean bidirectional;

  @Option(
      names = "--decoder",
      paramLabel = "CELL:N:DEPTH",
      description = "Of lstm and gru: a decoder unlike the encoder, such as gru:32:1.")
  @Nullable String decoder;

  @Option(names = "--reversed", description = "Of lstm and gru: decode from the end.")
  boolean reversed;

  @Option(
      names = "--teacher-forcing",
      description = "Of lstm and gru: the decoder sees the step before, in training the true one.")
  boolean teacherForcing;

  /** The architecture that was asked for; else the usual one. */
  Kind kind(Kind usual) {
    return name == null ? usual : Kind.parse(name);
  }

  /**
   * The network.
   *
   * @param width numbers of a row
   * @param image the picture that a row is, where it is one
   * @param data what the rows are called
   * @param latent length of the code; null: the default
   * @param ofCode activation of the code; empty: the default
   */
  Architecture architecture(
      Kind kind,
      int width,
      Optional<ImageShape> image,
      String data,
      @Nullable Integer latent,
      Activation activation,
      Optional<Activation> ofCode,
      Activation ofOutput) {
    requireFlagsOf(kind);
    List<Integer> sides = sides(width, image, data);
    if (kind == Kind.CONV) {
      ConvBuilder conv = conv(sides).activation(activation).outputActivation(ofOutput);
      ofCode.ifPresent(conv::latentActivation);
      return latent == null ? conv.spec() : conv.latent(latent).spec();
    }
    RecurrentBuilder recurrent = recurrent(kind, sides).outputActivation(ofOutput);
    ofCode.ifPresent(recurrent::latentActivation);
    return latent == null ? recurrent.spec() : recurrent.latent(latent).spec();
  }

  private ConvBuilder conv(List<Integer> sides) {
    ConvBuilder builder =
        sides.size() == 3
            ? ConvSpec.picture(sides.get(0), sides.get(1), sides.get(2))
            : ConvSpec.sequence(sides.get(0), sides.get(1));
    if (filters != null) {
      builder.filters(filters);
    }
    if (kernel != null) {
      builder.kernel(kernel);
    }
    if (stride != null) {
      builder.stride(stride);
    }
    if (residualBlocks != null) {
      builder.residualBlocks(residualBlocks);
    }
    between.apply(builder);
    return builder.pooling(pooling);
  }

  private RecurrentBuilder recurrent(Kind kind, List<Integer> sides) {
    int features = sides.stream().skip(1).reduce(1, Math::multiplyExact);
    RecurrentBuilder builder =
        RecurrentSpec.of(cell(kind), sides.getFirst(), features)
            .bidirectional(bidirectional)
            .reversed(reversed)
            .teacherForcing(teacherForcing);
    if (hidden != null) {
      builder.hidden(hidden);
    }
    if (depth != null) {
      builder.layers(depth);
    }
    if (decoder != null) {
      String[] parts = decoder.toLowerCase(Locale.ROOT).split(":", -1);
      if (parts.length != 3 || !parts[0].matches("lstm|gru")) {
        throw new Mistake("--decoder %s: write CELL:N:DEPTH, such as gru:32:1".formatted(decoder));
      }
      Cell other = cell(Kind.parse(parts[0]));
      builder.decoder(other, positive(parts[1], "--decoder"), positive(parts[2], "--decoder"));
    }
    return builder;
  }

  private static Cell cell(Kind kind) {
    return kind == Kind.LSTM ? Cell.LSTM : Cell.GRU;
  }

  /** Three sides of a picture, or two of a sequence. */
  private List<Integer> sides(int width, Optional<ImageShape> image, String data) {
    if (size == null) {
      return image
          .map(i -> List.of(i.height(), i.width(), i.channels()))
          .orElseGet(() -> List.of(width, 1));
    }
    String[] parts = size.toLowerCase(Locale.ROOT).split("x", -1);
    if (parts.length != 2 && parts.length != 3) {
      throw new Mistake(
          "--size %s: write HEIGHTxWIDTHxCHANNELS, such as 28x28x1, or STEPSxFEATURES, such as 140x1"
              .formatted(size));
    }
    List<Integer> sides = Arrays.stream(parts).map(p -> positive(p, "--size")).toList();
    if (sides.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact) != width) {
      throw new Mistake(
          "--size %s does not make the %d numbers of a row of %s".formatted(size, width, data));
    }
    return sides;
  }

  private static int positive(String text, String flag) {
    try {
      int n = Integer.parseInt(text);
      if (n >= 1) {
        return n;
      }
    } catch (NumberFormatException e) {
      // the same answer as for numbers too small
    }
    throw new Mistake("%s: \"%s\" is no whole number of 1 or more".formatted(flag, text));
  }

  private Map<String, Boolean> ofConv() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--filters", filters != null);
    given.put("--kernel", kernel != null);
    given.put("--stride", stride != null);
    given.put("--pooling", pooling);
    given.putAll(between.ofConv());
    given.put("--residual-blocks", residualBlocks != null);
    return given;
  }

  private Map<String, Boolean> ofRecurrent() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--hidden", hidden != null);
    given.put("--depth", depth != null);
    given.put("--bidirectional", bidirectional);
    given.put("--decoder", decoder != null);
    given.put("--reversed", reversed);
    given.put("--teacher-forcing", teacherForcing);
    return given;
  }

  /** Whether anything was said about the network. */
  boolean isGiven() {
    return name != null
        || size != null
        || ofConv().containsValue(true)
        || between.ofBoth().containsValue(true)
        || ofRecurrent().containsValue(true);
  }

  /** Refuses what another architecture would need, rather than to ignore it. */
  void requireFlagsOf(Kind kind) {
    boolean recurrent = kind == Kind.LSTM || kind == Kind.GRU;
    refuse(ofConv(), kind == Kind.CONV, kind, "conv");
    refuse(ofRecurrent(), recurrent, kind, "lstm and gru");
    refuse(between.ofBoth(), !recurrent, kind, "dense and conv");
    refuse(Map.of("--size", size != null), kind != Kind.DENSE, kind, "conv, lstm and gru");
  }

  private static void refuse(Map<String, Boolean> flags, boolean fits, Kind kind, String owner) {
    flags.forEach((flag, given) -> {
      if (given && !fits) {
        throw new Mistake(
            "%s is of %s, but the architecture is %s; choose another by --architecture"
                .formatted(flag, owner, kind.id()));
      }
    });
  }
}
