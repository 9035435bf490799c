package dev.hourglass.cli;

import dev.hourglass.autoencoders.DenseBuilder;
import dev.hourglass.autoencoders.conv.ConvBuilder;
import dev.hourglass.autoencoders.layer.Norm;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What stands between the layers of a dense or convolutional network. */
final class LayerFlags {
  @Option(
      names = "--norm",
      paramLabel = "N",
      description =
          "Of dense and conv: normalise hidden layers: batch, layer or group:GROUPS. Default: none")
  @Nullable String norm;

  @Option(names = "--batch-norm", description = "Of conv: as --norm batch.")
  boolean batchNorm;

  @Option(
      names = "--group-norm",
      paramLabel = "GROUPS",
      description = "Of conv: as --norm group:GROUPS.")
  @Nullable Integer groupNorm;

  @Option(
      names = "--dropout",
      paramLabel = "X",
      description =
          "Of dense and conv: share of the numbers of hidden layers that training leaves out, in [0, 1). Default: 0")
  @Nullable Double dropout;

  void apply(DenseBuilder builder) {
    builder.norm(norm()).dropout(dropout == null ? 0 : dropout);
  }

  void apply(ConvBuilder builder) {
    builder.norm(norm()).dropout(dropout == null ? 0 : dropout);
  }

  private Norm norm() {
    if ((norm == null ? 0 : 1) + (batchNorm ? 1 : 0) + (groupNorm == null ? 0 : 1) > 1) {
      throw new Mistake("--norm, --batch-norm and --group-norm exclude each other; choose one");
    }
    if (norm != null) {
      return Norm.parse(norm);
    }
    if (groupNorm != null) {
      return Norm.group(groupNorm);
    }
    return batchNorm ? Norm.BATCH : Norm.NONE;
  }

  Map<String, Boolean> ofConv() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--batch-norm", batchNorm);
    given.put("--group-norm", groupNorm != null);
    return given;
  }

  Map<String, Boolean> ofBoth() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--norm", norm != null);
    given.put("--dropout", dropout != null);
    return given;
  }
}
