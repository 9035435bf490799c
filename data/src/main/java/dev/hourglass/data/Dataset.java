package dev.hourglass.data;

import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.ShapeException;
import java.util.List;
import java.util.Optional;

/**
 * Examples as the rows of a matrix.
 *
 * @param rows (N, D), every number finite
 * @param labels N class numbers, when a file of labels lay beside the data
 * @param name what to call it in a report: the file's name, or {@code sample:mnist}
 * @param columns D names; x1, x2, ... where the file has none
 * @param image the picture that each row is, when it is one; its size is D
 */
public record Dataset(
    NDArray rows,
    Optional<int[]> labels,
    String name,
    List<String> columns,
    Optional<ImageShape> image) {

  public Dataset {
    if (rows.shape().rank() != 2) {
      throw new ShapeException("a dataset is a matrix, got shape " + rows.shape());
    }
    int n = rows.shape().dim(0);
    int d = rows.shape().dim(1);
    if (labels.isPresent() && labels.get().length != n) {
      throw new ShapeException("%d labels for %d rows".formatted(labels.get().length, n));
    }
    if (columns.size() != d) {
      throw new ShapeException("%d names for %d columns".formatted(columns.size(), d));
    }
    if (image.isPresent() && image.get().size() != d) {
      throw new ShapeException("%d columns for pictures of %s".formatted(d, image.get()));
    }
    columns = columns instanceof NumberedNames ? columns : List.copyOf(columns);
  }

  /** A dataset whose columns have no names of their own. */
  static Dataset unnamed(NDArray rows, String name, Optional<ImageShape> image) {
    return new Dataset(rows, Optional.empty(), name, new NumberedNames(rows.shape().dim(1)), image);
  }

  Dataset withLabels(int[] values) {
    return new Dataset(rows, Optional.of(values), name, columns, image);
  }

  Dataset withName(String newName) {
    return new Dataset(rows, labels, newName, columns, image);
  }
}
