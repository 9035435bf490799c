package dev.hourglass.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A network to be timed on synthetic rows in [0, 1), trained with Adam at 1e-3 or scored. */
sealed interface Workload permits DenseWorkload, GraphWorkload {

  /** All that have a name. */
  List<Workload> ALL =
      Stream.<Workload>concat(DenseWorkload.NETWORKS.stream(), GraphWorkload.NETWORKS.stream())
          .toList();

  /** As on the command line. */
  String name();

  /** In the data. */
  int rows();

  /** Rows per step unless the caller says otherwise. */
  int batchSize();

  /** Floating-point operations of the matrix products that a row needs. */
  long flopsPerRow();

  /** The same with another number of rows and another batch size. */
  Workload with(int newRows, int newBatchSize);

  /**
   * The workload of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  static Workload named(String name) {
    return ALL.stream()
        .filter(w -> w.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown workload \"%s\": choose from %s"
                    .formatted(
                        name, ALL.stream().map(Workload::name).collect(Collectors.joining(", ")))));
  }
}
