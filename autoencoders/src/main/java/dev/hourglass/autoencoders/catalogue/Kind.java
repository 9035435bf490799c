package dev.hourglass.autoencoders.catalogue;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The architectures by name, as after {@code --architecture}. */
public enum Kind {
  /** Dense layers. */
  DENSE,
  /** Convolutions, over pictures or along sequences. */
  CONV,
  /** Long short-term memories, along sequences. */
  LSTM,
  /** Gated recurrent units, along sequences. */
  GRU;

  /** The name, such as {@code conv}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The architecture of a name; case does not matter.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Kind parse(String name) {
    return Arrays.stream(values())
        .filter(k -> k.id().equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown architecture \"%s\": choose one of %s"
                    .formatted(
                        name,
                        Arrays.stream(values()).map(Kind::id).collect(Collectors.joining(", ")))));
  }
}
