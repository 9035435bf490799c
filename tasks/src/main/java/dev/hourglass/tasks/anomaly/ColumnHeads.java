package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.ColumnEncoding;
import dev.hourglass.data.table.ColumnGroup;
import dev.hourglass.data.table.Scale;
import dev.hourglass.data.table.TableEncoding;
import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.mixed.MixedLayout;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import dev.hourglass.tasks.mixed.MixedLayout.Logarithm;
import java.util.List;
import java.util.Optional;

/** Tells a model with heads by type what the numbers of an encoded row are. */
final class ColumnHeads {
  /** Where larger counts train, their logarithms are taken for real numbers. */
  private static final double LARGEST_COUNT = 1 << 24;

  private ColumnHeads() {}

  /**
   * The model for rows of this encoding.
   *
   * @param train [N, D] of the encoding
   */
  static AnomalyModel told(AnomalyModel model, TableEncoding encoding, NDArray train) {
    return switch (model) {
      case AnomalyModel.Mixed mixed ->
          new AnomalyModel.Mixed(mixed.options(), Optional.of(layout(encoding, train)));
      case AnomalyModel.AndDistance(AnomalyModel base, int k) ->
          new AnomalyModel.AndDistance(told(base, encoding, train), k);
      default -> model;
    };
  }

  static MixedLayout layout(TableEncoding encoding, NDArray train) {
    List<ColumnGroup> groups = encoding.groups();
    return new MixedLayout(groups.stream().map(g -> column(g, groups, encoding, train)).toList());
  }

  private static Column column(
      ColumnGroup group, List<ColumnGroup> groups, TableEncoding encoding, NDArray train) {
    int mask = mask(group, groups);
    return switch (group.head()) {
      case GAUSSIAN -> new Column(Kind.NUMBERS, group.offset(), group.width(), 0, mask);
      case COUNT ->
          logarithm(group, encoding, train)
              .map(log -> new Column(Kind.COUNT, group.offset(), 1, 0, mask, log))
              .orElseGet(() -> new Column(Kind.NUMBERS, group.offset(), 1, 0, mask));
      case BERNOULLI -> new Column(Kind.FLAG, group.offset(), group.width(), 0, mask);
      case CATEGORICAL ->
          group.cardinality() == group.width()
              ? new Column(Kind.SLOTS, group.offset(), group.width(), 0, mask)
              : new Column(Kind.INDEX, group.offset(), 1, group.cardinality(), mask);
    };
  }

  /** How the counts of a column were scaled; empty where they are not to be had back. */
  private static Optional<Logarithm> logarithm(
      ColumnGroup group, TableEncoding encoding, NDArray train) {
    return encoding.entries().stream()
        .filter(e -> e.column().name().equals(group.column()))
        .map(TableEncoding.Entry::encoding)
        .filter(ColumnEncoding.Numeric.class::isInstance)
        .map(ColumnEncoding.Numeric.class::cast)
        .filter(e -> largest(e, group.offset(), train) <= LARGEST_COUNT)
        .map(ColumnEncoding.Numeric::scale)
        .filter(Scale.Affine.class::isInstance)
        .map(Scale.Affine.class::cast)
        .map(scale -> new Logarithm(scale.offset(), scale.scale()))
        .findFirst();
  }

  private static double largest(ColumnEncoding.Numeric encoding, int offset, NDArray train) {
    int width = train.shape().dim(1);
    float largest = Float.NEGATIVE_INFINITY;
    for (int at = offset; at < train.data().length; at += width) {
      largest = Math.max(largest, train.data()[at]);
    }
    return encoding.number(largest);
  }

  private static int mask(ColumnGroup group, List<ColumnGroup> groups) {
    return groups.stream()
        .filter(g -> g.mask() && !group.mask() && g.column().equals(group.column()))
        .mapToInt(ColumnGroup::offset)
        .findFirst()
        .orElse(-1);
  }
}
