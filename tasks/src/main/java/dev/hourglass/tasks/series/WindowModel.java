package dev.hourglass.tasks.series;

import java.util.Arrays;
import java.util.List;

/** Which network learns what ordinary windows look like. */
public enum WindowModel {
  /** Dense layers through a narrow code: the fastest. */
  DENSE("dense-window"),
  /** Convolutions along time. */
  CONV("conv-window"),
  /** An LSTM reads the window, another one tells it from its end. */
  LSTM("lstm-window"),
  /**
   * An LSTM in both directions reads the window but for its first and last point, and tells all of
   * it: it reconstructs the inside and predicts both ways (AER, Wong et al., "AER: Auto-Encoder
   * with Regression for Time Series Anomaly Detection", 2022).
   */
  AER("aer");

  private final String id;

  WindowModel(String id) {
    this.id = id;
  }

  /** The name in texts and files, such as {@code dense-window}. */
  public String id() {
    return id;
  }

  /** All names. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(WindowModel::id).toList();
  }

  /**
   * The model of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static WindowModel ofId(String id) {
    for (WindowModel model : values()) {
      if (model.id.equals(id)) {
        return model;
      }
    }
    throw new IllegalArgumentException(
        "a model of windows is %s, got \"%s\"".formatted(String.join(", ", ids()), id));
  }
}
