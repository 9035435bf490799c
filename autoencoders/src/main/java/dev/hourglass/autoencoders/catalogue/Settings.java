package dev.hourglass.autoencoders.catalogue;

import java.util.Map;

/** Values of settings by name, those not given at their defaults. */
final class Settings {
  private final Map<String, String> values;

  Settings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no setting is named " + name);
    }
    return value;
  }

  double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is not a number".formatted(name, text(name)), e);
    }
  }

  int whole(String name) {
    try {
      return Integer.parseInt(text(name));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is not a whole number".formatted(name, text(name)), e);
    }
  }
}
