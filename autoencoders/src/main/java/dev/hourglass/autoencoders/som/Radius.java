package dev.hourglass.autoencoders.som;

/**
 * How wide the neighbourhood is, in steps of the grid: from {@code start} in the first epoch to
 * {@code end} in the last one, in equal ratios.
 *
 * @param start 0: half of the grid's longer side, a quarter where the map has its order from the
 *     start ({@link Start#PLANE}), and {@code end} at least
 * @param end above 0, and at most {@code start} unless that is 0
 */
public record Radius(double start, double end) {
  /** From what suits the start to 1, below which neighbours hardly hold each other. */
  public static final Radius USUAL = new Radius(0, 1);

  private static final String AUTO = "auto";

  public Radius {
    boolean finite = Double.isFinite(start) && Double.isFinite(end);
    if (!finite || start < 0 || !(end > 0) || (start > 0 && start < end)) {
      throw new IllegalArgumentException(
          "the radius goes from START down to END, both above 0, got %s:%s".formatted(start, end));
    }
  }

  /**
   * A radius from text: {@code START:END}, such as {@code 10:1}, or {@code auto}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Radius parse(String text) {
    String wanted = text.strip();
    if (wanted.equals(AUTO)) {
      return USUAL;
    }
    String[] parts = wanted.split(":", -1);
    if (parts.length == 2) {
      try {
        double start = Double.parseDouble(parts[0]);
        if (start == 0) {
          throw noRadius(text);
        }
        return new Radius(start, Double.parseDouble(parts[1]));
      } catch (NumberFormatException _) {
        throw noRadius(text);
      }
    }
    throw noRadius(text);
  }

  private static IllegalArgumentException noRadius(String text) {
    return new IllegalArgumentException(
        "\"%s\" is no radius: write START:END, such as 10:1, or auto".formatted(text));
  }

  /** The text that {@link #parse} understands. */
  public String text() {
    return equals(USUAL) ? AUTO : start + ":" + end;
  }

  /**
   * The radius of an epoch; that of a single epoch is the last one.
   *
   * @param epoch 0 to {@code epochs - 1}
   */
  static double at(int epoch, SomOptions o) {
    double end = o.radius().end();
    if (epoch == o.epochs() - 1) {
      return end;
    }
    double first = o.radius().start() > 0 ? o.radius().start() : Math.max(end, usualStart(o));
    return first * StrictMath.pow(end / first, (double) epoch / (o.epochs() - 1));
  }

  private static double usualStart(SomOptions o) {
    int side = Math.max(o.grid().rows(), o.grid().columns());
    return switch (o.start()) {
      case PLANE -> side / 4.0;
      case ROWS -> side / 2.0;
    };
  }
}
