package dev.hourglass.autoencoders.som;

import java.util.Arrays;
import java.util.Locale;

/** What a map is before it learns. */
public enum Start {
  /**
   * The plane of the two first principal components, one standard deviation to each side: the
   * longer side of the map along the first one. The map then has its order from the beginning.
   */
  PLANE,
  /** Rows of the data, drawn by the seed. */
  ROWS;

  /** The name on the command line and in a file, such as {@code plane}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The start of a name; case does not matter.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Start parse(String name) {
    return Arrays.stream(values())
        .filter(s -> s.id().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown start \"%s\": choose one of %s"
                    .formatted(
                        name, String.join(", ", Arrays.stream(values()).map(Start::id).toList()))));
  }
}
