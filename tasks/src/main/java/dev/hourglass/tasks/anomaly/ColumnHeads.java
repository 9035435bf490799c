package dev.hourglass.tasks.anomaly;

import dev.hourglass.data.table.ColumnGroup;
import dev.hourglass.tasks.mixed.MixedLayout;
import dev.hourglass.tasks.mixed.MixedLayout.Column;
import dev.hourglass.tasks.mixed.MixedLayout.Kind;
import java.util.List;
import java.util.Optional;

/** Tells a model with heads by type what the numbers of an encoded row are. */
final class ColumnHeads {
  private ColumnHeads() {}

  /** The model for rows of this encoding. */
  static AnomalyModel told(AnomalyModel model, List<ColumnGroup> groups) {
    return switch (model) {
      case AnomalyModel.Mixed mixed ->
          new AnomalyModel.Mixed(mixed.options(), Optional.of(layout(groups)));
      case AnomalyModel.AndDistance(AnomalyModel base, int k) ->
          new AnomalyModel.AndDistance(told(base, groups), k);
      default -> model;
    };
  }

  static MixedLayout layout(List<ColumnGroup> groups) {
    return new MixedLayout(groups.stream().map(g -> column(g, groups)).toList());
  }

  private static Column column(ColumnGroup group, List<ColumnGroup> groups) {
    Kind kind = kind(group);
    int values = kind == Kind.INDEX ? group.cardinality() : 0;
    return new Column(kind, group.offset(), group.width(), values, mask(group, groups));
  }

  private static Kind kind(ColumnGroup group) {
    return switch (group.head()) {
      case GAUSSIAN, COUNT -> Kind.NUMBERS;
      case BERNOULLI -> Kind.FLAG;
      case CATEGORICAL -> group.cardinality() == group.width() ? Kind.SLOTS : Kind.INDEX;
    };
  }

  private static int mask(ColumnGroup group, List<ColumnGroup> groups) {
    return groups.stream()
        .filter(g -> g.mask() && !group.mask() && g.column().equals(group.column()))
        .mapToInt(ColumnGroup::offset)
        .findFirst()
        .orElse(-1);
  }
}
