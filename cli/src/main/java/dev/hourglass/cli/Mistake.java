package dev.hourglass.cli;

/** A mistake in the call, said in one line. */
final class Mistake extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  Mistake(String message) {
    super(message);
  }
}
