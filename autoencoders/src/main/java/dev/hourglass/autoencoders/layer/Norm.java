package dev.hourglass.autoencoders.layer;

import java.util.Locale;
import java.util.Optional;

/**
 * How hidden numbers are normalised before their activation.
 *
 * @param groups of {@link Kind#GROUP}; 0 of the others
 */
public record Norm(Kind kind, int groups) {
  /** Not at all. */
  public static final Norm NONE = new Norm(Kind.NONE, 0);

  /** By {@link BatchNorm}. */
  public static final Norm BATCH = new Norm(Kind.BATCH, 0);

  /** By {@link LayerNorm}. */
  public static final Norm LAYER = new Norm(Kind.LAYER, 0);

  /** The ways there are. */
  public enum Kind {
    /** Not at all. */
    NONE,
    /** By {@link BatchNorm}. */
    BATCH,
    /** By {@link LayerNorm}. */
    LAYER,
    /** By {@link GroupNorm}. */
    GROUP
  }

  public Norm {
    if (kind == Kind.GROUP ? groups < 1 : groups != 0) {
      throw new IllegalArgumentException(
          "group normalisation needs a group or more, and the others none, got %d"
              .formatted(groups));
    }
  }

  /**
   * By {@link GroupNorm}.
   *
   * @param groups 1 or more
   */
  public static Norm group(int groups) {
    return new Norm(Kind.GROUP, groups);
  }

  /**
   * From text: {@code none}, {@code batch}, {@code layer} or {@code group:GROUPS}.
   *
   * @throws IllegalArgumentException if the text is none of these; the message lists them
   */
  public static Norm parse(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return switch (wanted) {
      case "none" -> NONE;
      case "batch" -> BATCH;
      case "layer" -> LAYER;
      default -> {
        if (!wanted.matches("group:[1-9][0-9]{0,8}")) {
          throw new IllegalArgumentException(
              "unknown normalisation \"%s\": choose none, batch, layer or group:GROUPS, such as group:8"
                  .formatted(text));
        }
        yield group(Integer.parseInt(wanted.substring("group:".length())));
      }
    };
  }

  /** The text that {@link #parse} understands. */
  public String text() {
    String id = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.GROUP ? id + ":" + groups : id;
  }

  /** Whether it takes away what a bias ahead of it would add. */
  public boolean replacesBias() {
    return kind == Kind.BATCH;
  }

  /**
   * The layer of a name over so many channels; empty where nothing is normalised.
   *
   * @throws IllegalArgumentException if the groups do not divide the channels
   */
  public Optional<Layer> layer(String name, int channels) {
    return switch (kind) {
      case NONE -> Optional.empty();
      case BATCH -> Optional.of(BatchNorm.of(name, channels));
      case LAYER -> Optional.of(LayerNorm.of(name, channels));
      case GROUP -> Optional.of(GroupNorm.of(name, groups, channels));
    };
  }
}
