package dev.hourglass.cli;

import dev.hourglass.autoencoders.EpochRecord;
import dev.hourglass.data.ImageShape;
import dev.hourglass.engine.NDArray;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Pictures for the report: SVG charts, and PNG pictures as data. */
final class Charts {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 300;
  private static final int LEFT = 64;
  private static final int BOTTOM = 36;
  private static final int TOP = 14;
  private static final int RIGHT = 14;
  private static final String[] COLOURS = {
    "#4269d0", "#efb118", "#ff725c", "#6cc5b0", "#3ca951", "#ff8ab7", "#a463f2", "#97bbf5",
    "#9c6b4e", "#7d8590"
  };

  private Charts() {}

  /** Loss by epoch, of training and validation. */
  static String curves(List<EpochRecord> history) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (EpochRecord e : history) {
      low = Math.min(low, Math.min(e.trainLoss(), e.validationLoss().orElse(e.trainLoss())));
      high = Math.max(high, Math.max(e.trainLoss(), e.validationLoss().orElse(e.trainLoss())));
    }
    if (!(high > low)) {
      high = low + Math.max(1e-9, Math.abs(low) * 0.1);
    }
    StringBuilder svg = new StringBuilder(open("Loss by epoch"));
    for (int i = 0; i <= 4; i++) {
      double value = low + (high - low) * i / 4;
      double y = y(value, low, high);
      svg.append(
          text(
              "<line class=grid x1=%d x2=%d y1=%.1f y2=%.1f /><text x=%d y=%.1f text-anchor=end>%.4f</text>",
              LEFT, WIDTH - RIGHT, y, y, LEFT - 8, y + 4, value));
    }
    int every = Math.max(1, history.size() / 10);
    for (int i = 0; i < history.size(); i += every) {
      svg.append(
          text(
              "<text x=%.1f y=%d text-anchor=middle>%d</text>",
              x(i, history.size()), HEIGHT - BOTTOM + 20, history.get(i).epoch()));
    }
    svg.append(line(history, low, high, false)).append(line(history, low, high, true));
    return svg.append("</svg>").toString();
  }

  private static String line(
      List<EpochRecord> history, double low, double high, boolean validation) {
    StringBuilder points = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    for (int i = 0; i < history.size(); i++) {
      EpochRecord e = history.get(i);
      if (validation && e.validationLoss().isEmpty()) {
        return "";
      }
      double value = validation ? e.validationLoss().orElse(0) : e.trainLoss();
      points.append(text("%.1f,%.1f ", x(i, history.size()), y(value, low, high)));
      dots.append(
          text(
              "<circle class=%s cx=%.1f cy=%.1f r=3><title>%.5f</title></circle>",
              validation ? "validation" : "training",
              x(i, history.size()),
              y(value, low, high),
              value));
    }
    return text("<polyline class=%s points='%s' />", validation ? "validation" : "training", points)
        + dots;
  }

  private static double x(int i, int n) {
    return LEFT + (n < 2 ? 0.5 : (double) i / (n - 1)) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double value, double low, double high) {
    return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
  }

  /** Points (n, 2) in the plane, coloured by label. */
  static String scatter(NDArray points, int[] labels) {
    int n = points.shape().dim(0);
    float[] p = points.data();
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i < 2 * n; i++) {
      low[i % 2] = Math.min(low[i % 2], p[i]);
      high[i % 2] = Math.max(high[i % 2], p[i]);
    }
    StringBuilder svg =
        new StringBuilder(
            "<svg class=map viewBox='0 0 %d %d' role=img aria-label='Codes in the plane'>"
                .formatted(WIDTH, WIDTH));
    for (int i = 0; i < n; i++) {
      double px = 10 + (p[2 * i] - low[0]) / Math.max(1e-12, high[0] - low[0]) * (WIDTH - 20);
      double py = 10 + (high[1] - p[2 * i + 1]) / Math.max(1e-12, high[1] - low[1]) * (WIDTH - 20);
      svg.append(
          text(
              "<circle cx=%.1f cy=%.1f r=3.2 fill='%s' />",
              px, py, COLOURS[labels[i] % COLOURS.length]));
    }
    svg.append("</svg><p class=legend>");
    int count = 1 + java.util.Arrays.stream(labels).limit(n).max().orElse(0);
    for (int label = 0; label < Math.min(count, COLOURS.length); label++) {
      svg.append("<span><i style='background:%s'></i>%d</span> ".formatted(COLOURS[label], label));
    }
    return svg.append("</p>").toString();
  }

  /** A picture as a PNG in a data URI. */
  static String picture(float[] values, int start, ImageShape shape) throws IOException {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          int channel = Math.min(c, shape.channels() - 1);
          float v = values[start + (y * shape.width() + x) * shape.channels() + channel];
          rgb = rgb << 8 | Math.round(255 * Math.min(1, Math.max(0, v)));
        }
        image.setRGB(x, y, rgb);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private static String open(String label) {
    return "<svg viewBox='0 0 %d %d' role=img aria-label='%s'>".formatted(WIDTH, HEIGHT, label);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
