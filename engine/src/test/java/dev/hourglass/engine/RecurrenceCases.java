package dev.hourglass.engine;

import dev.hourglass.engine.TwinCases.Case;
import dev.hourglass.engine.TwinCases.Inputs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recurrent cells whose steps, rows or width follow from one size. */
final class RecurrenceCases {
  private RecurrenceCases() {}

  static void add(List<Case> cases) {
    for (Op.Cell cell : Op.Cell.values()) {
      for (boolean reverse : new boolean[] {false, true}) {
        String name = cell + (reverse ? " backwards" : "");
        cases.add(
            TwinCases.of(name + ", n steps", (in, n) -> all(in, cell, n, 3, 2, null, reverse)));
        cases.add(
            TwinCases.of(name + ", n rows", (in, n) -> all(in, cell, 3, n, 5, null, reverse)));
        cases.add(
            TwinCases.of(
                name + ", n wide",
                (in, n) -> all(in, cell, 2, 3, Math.min(n, 130), null, reverse)));
        cases.add(
            TwinCases.of(
                name + ", n rows of different lengths",
                (in, n) -> all(in, cell, 4, n, 17, in.rows(n, 5), reverse)));
      }
      cases.add(
          TwinCases.of(cell + ", the same at each step", (in, n) -> repeated(in, cell, n, null)));
      cases.add(
          TwinCases.of(
              cell + ", the last state alone, of rows of different lengths",
              (in, n) -> {
                Tensor lengths = in.rows(9, 4);
                Tensor x = in.any(3, 9, cell.gates() * n);
                return run(in, cell, x, n, lengths, false).lastHidden();
              }));
    }
  }

  private static Tensor repeated(Inputs in, Op.Cell cell, int n, @Nullable Tensor lengths) {
    Tensor once = in.any(1, 11, cell.gates() * n);
    Tensor x = Tensors.broadcast(once, Shape.of(4, 11, cell.gates() * n));
    return run(in, cell, x, n, lengths, false).outputs();
  }

  private static Tensor all(
      Inputs in,
      Op.Cell cell,
      int steps,
      int batch,
      int width,
      @Nullable Tensor lengths,
      boolean reverse) {
    Tensor x = in.any(steps, batch, cell.gates() * width);
    Recurrence r = run(in, cell, x, width, lengths, reverse);
    List<Tensor> parts = new ArrayList<>(List.of(flat(r.outputs()), flat(r.lastHidden())));
    if (r.lastCell() != null) {
      parts.add(flat(r.lastCell()));
    }
    return Tensors.concat(0, parts);
  }

  private static Recurrence run(
      Inputs in, Op.Cell cell, Tensor x, int width, @Nullable Tensor lengths, boolean reverse) {
    Tensor drawn = in.any(width, cell.gates() * width);
    Tensor weight = Tensors.mul(drawn, Tensors.fill(0.5 / Math.sqrt(width)));
    int batch = x.dim(1);
    Tensor bias = in.any(cell.gates() * width);
    return cell == Op.Cell.LSTM
        ? Recurrence.lstm(
            x, weight, bias, in.any(batch, width), in.any(batch, width), lengths, reverse)
        : Recurrence.gru(x, weight, bias, in.any(width), in.any(batch, width), lengths, reverse);
  }

  private static Tensor flat(Tensor x) {
    return Tensors.reshape(x, x.shape().size());
  }
}
