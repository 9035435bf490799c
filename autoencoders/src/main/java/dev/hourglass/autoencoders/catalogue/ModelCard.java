package dev.hourglass.autoencoders.catalogue;

import dev.hourglass.autoencoders.Family;
import dev.hourglass.autoencoders.layer.Activation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What there is to know about a family before one has a model of it.
 *
 * @param name as after {@code --model}
 * @param line what it is for, in one line
 * @param paper where it was described
 * @param architecture what it is made of when nobody says otherwise
 * @param shape of the dense layers, where it is made of those and nobody says otherwise
 * @param settings in the order of importance
 * @param maker the family of complete settings
 */
public record ModelCard(
    String name,
    String line,
    String paper,
    Kind architecture,
    Shape shape,
    List<Setting> settings,
    Maker maker) {

  public ModelCard {
    settings = List.copyOf(settings);
  }

  /**
   * Dense layers between a row and its code, mirrored behind it.
   *
   * @param hidden widths from the row to the code, perhaps none
   * @param code width of the code
   * @param codeActivation empty: that of the hidden layers
   */
  public record Shape(List<Integer> hidden, int code, Optional<Activation> codeActivation) {
    public Shape {
      hidden = List.copyOf(hidden);
    }
  }

  /** Makes the family of complete settings. */
  public static final class Maker {
    private final Function<Settings, Family> function;

    Maker(Function<Settings, Family> function) {
      this.function = function;
    }
  }

  /**
   * The family with these settings, the others at their defaults.
   *
   * @throws IllegalArgumentException if a setting is none of this family's, or its value is wrong
   */
  public Family family(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    settings.forEach(s -> all.put(s.name(), s.defaultValue()));
    given.forEach((name, value) -> {
      if (all.put(name, value) == null) {
        throw new IllegalArgumentException(
            "%s is no setting of %s; it has %s".formatted(name, this.name, names()));
      }
    });
    return maker.function.apply(new Settings(all));
  }

  private String names() {
    return settings.isEmpty()
        ? "none"
        : String.join(", ", settings.stream().map(Setting::name).toList());
  }
}
