package dev.hourglass.bench;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A workload with a name, a number of rows and a batch size. */
sealed interface Measured permits Workload, GraphWorkload {

  /** As on the command line. */
  String name();

  /** In the data. */
  int rows();

  /** Rows per step. */
  int batchSize();

  /** Floating-point operations of the matrix products that a row needs. */
  long flopsPerRow();

  /** The same with another number of rows and another batch size. */
  Measured with(int newRows, int newBatchSize);

  /** All that have a name. */
  static Stream<Measured> all() {
    return Stream.concat(Workload.ALL.stream(), GraphWorkload.ALL.stream());
  }

  /**
   * The workload of a name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  static Measured named(String name) {
    return all()
        .filter(w -> w.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "unknown workload \"%s\": choose from %s"
                    .formatted(name, all().map(Measured::name).collect(Collectors.joining(", ")))));
  }
}
