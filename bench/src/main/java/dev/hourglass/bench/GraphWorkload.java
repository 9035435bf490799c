package dev.hourglass.bench;

import java.util.List;
import java.util.function.Supplier;

/**
 * A network of the engine's own operations, trained with Adam at 1e-3 on synthetic rows in [0, 1).
 */
record GraphWorkload(String name, Supplier<? extends GraphNetwork> network, int rows, int batchSize)
    implements Measured {

  /** All that have a name. */
  static final List<GraphWorkload> ALL =
      List.of(
          new GraphWorkload("conv-28", ConvNetwork::conv28, 20_000, 128),
          new GraphWorkload("conv-64", ConvNetwork::conv64, 2_048, 64),
          new GraphWorkload("lstm-140-64", () -> new LstmNetwork(140, 64), 4_096, 64));

  @Override
  public GraphWorkload with(int newRows, int newBatchSize) {
    return new GraphWorkload(name, network, newRows, newBatchSize);
  }

  @Override
  public long flopsPerRow() {
    return network.get().flopsPerRow();
  }
}
