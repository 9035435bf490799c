package dev.hourglass.autoencoders.optim;

/**
 * Refuses hyperparameters outside their range, with the name, what was found and what was expected.
 */
final class Checks {
  private Checks() {}

  static void positive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be a number above 0, got %s".formatted(what, value));
    }
  }

  static void notNegative(String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("%s must be 0 or more, got %s".formatted(what, value));
    }
  }

  static void fraction(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1), got %s".formatted(what, value));
    }
  }
}
