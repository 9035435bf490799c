package dev.hourglass.engine;

/** Shapes that do not fit together; the message says both. */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }
}
