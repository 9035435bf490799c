package dev.hourglass.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code train} for a head on the encoder. */
final class HeadFlags {
  @Option(
      names = "--classify",
      description =
          "Then train a head on the encoder that tells classes apart: the labels beside an idx file, y of an npz file, or whole numbers under --label COLUMN.")
  boolean classify;

  @Option(
      names = "--predict",
      paramLabel = "COLUMN",
      description =
          "Then train a head on the encoder that predicts this column, which is no input.")
  @Nullable String predict;

  @Option(
      names = "--frozen",
      description =
          "Only the head learns, on codes as they are. Default: the encoder learns along.")
  boolean frozen;

  @Option(
      names = "--head-epochs",
      paramLabel = "N",
      description = "Of the training of the head. Default: as --epochs")
  @Nullable Integer epochs;

  /** Whether there is to be a head. */
  boolean chosen() {
    if (classify && predict != null) {
      throw new Mistake("--classify and --predict exclude each other; choose one");
    }
    boolean head = classify || predict != null;
    if (!head && (frozen || epochs != null)) {
      throw new Mistake(
          (frozen ? "--frozen" : "--head-epochs") + " needs --classify or --predict COLUMN");
    }
    if (epochs != null && epochs < 1) {
      throw new Mistake("--head-epochs must be 1 or more, got " + epochs);
    }
    return head;
  }

  /**
   * Where the answers are; null: beside the data.
   *
   * @param label the value of {@code --label}
   */
  @Nullable String column(@Nullable String label) {
    return classify ? label : predict;
  }
}
