package dev.hourglass.tasks.anomaly;

import dev.hourglass.autoencoders.Architecture;
import dev.hourglass.autoencoders.DenseSpec;
import dev.hourglass.autoencoders.layer.Activation;
import dev.hourglass.autoencoders.recurrent.RecurrentSpec;
import java.util.ArrayList;
import java.util.List;

/** The architectures of detectors. */
final class Networks {
  private Networks() {}

  static DenseSpec dense(AnomalyModel.Dense dense, int columns) {
    List<Integer> inner = new ArrayList<>(dense.widths());
    for (int i = dense.widths().size() - 2; i >= 0; i--) {
      inner.add(dense.widths().get(i));
    }
    return dense(columns, inner, Activation.RELU);
  }

  /** One linear layer on either side of a code. */
  static DenseSpec linear(int columns, int code) {
    return dense(columns, List.of(code), Activation.LINEAR);
  }

  /**
   * Dense layers between input and output.
   *
   * @param inner widths, an odd number of them; the one in the middle is the code
   */
  static DenseSpec dense(int columns, List<Integer> inner, Activation activation) {
    List<Integer> layers = new ArrayList<>();
    layers.add(columns);
    layers.addAll(inner);
    layers.add(columns);
    return new DenseSpec(
        layers, layers.size() / 2, activation, Activation.LINEAR, Activation.LINEAR, null, false);
  }

  static Architecture recurrent(AnomalyModel.Recurrent recurrent, int columns) {
    return RecurrentSpec.of(recurrent.cell(), columns, 1)
        .hidden(recurrent.hidden())
        .latent(recurrent.code())
        .spec();
  }
}
