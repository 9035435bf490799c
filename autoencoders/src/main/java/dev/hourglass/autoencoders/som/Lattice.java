package dev.hourglass.autoencoders.som;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the units of a map lie. */
public enum Lattice {
  /** In lines and columns; a unit within has four neighbours. */
  RECTANGULAR,
  /** Every second line half a step to the right; a unit within has six neighbours. */
  HEXAGONAL;

  /** The name on the command line and in a file, such as {@code hexagonal}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The lattice of a name; case does not matter.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Lattice parse(String name) {
    return Arrays.stream(values())
        .filter(l -> l.id().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown grid \"%s\": choose one of %s"
                    .formatted(
                        name,
                        Arrays.stream(values())
                            .map(Lattice::id)
                            .collect(Collectors.joining(", ")))));
  }
}
