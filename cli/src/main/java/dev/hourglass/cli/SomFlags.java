package dev.hourglass.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What else there is to say about a self-organising map, besides its settings. */
final class SomFlags {
  @Option(
      names = "--codes-of",
      paramLabel = "MODEL",
      description =
          "Of som: map the codes of this trained autoencoder instead of the rows; the map's file then holds the autoencoder too.")
  @Nullable Path codesOf;

  @Option(
      names = "--u-matrix",
      paramLabel = "FILE",
      description = "Of som: draw how far neighbouring units are from each other (.png).")
  @Nullable Path uMatrix;
}
