package dev.hourglass.bench;

import java.util.List;

/**
 * A network that is built straight from the engine's tensors.
 *
 * @param rows in the data
 * @param batchSize rows per step unless the caller says otherwise
 */
record GraphWorkload(String name, GraphNetwork network, int rows, int batchSize)
    implements Workload {

  /** All that have a name. */
  static final List<GraphWorkload> NETWORKS =
      List.of(new GraphWorkload("lstm-140-64", new LstmNetwork(140, 64), 4_096, 64));

  @Override
  public long flopsPerRow() {
    return network.flopsPerRow();
  }

  @Override
  public GraphWorkload with(int newRows, int newBatchSize) {
    return new GraphWorkload(name, network, newRows, newBatchSize);
  }
}
