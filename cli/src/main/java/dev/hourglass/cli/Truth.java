package dev.hourglass.cli;

import dev.hourglass.tasks.anomaly.Label;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What says which rows are anomalies, as far as it is known.
 *
 * @param column where it stands
 * @param normal what ordinary rows have there
 */
record Truth(@Nullable String column, @Nullable String normal) {

  /** What the user named, else what training had. */
  static Truth of(@Nullable String column, @Nullable String normal, Optional<Label> trained) {
    Truth named = new Truth(column, normal);
    return trained.map(l -> named.orElse(l.column(), l.normal())).orElse(named);
  }

  /** The same, with these where something is not known. */
  Truth orElse(@Nullable String otherColumn, String otherNormal) {
    return new Truth(column == null ? otherColumn : column, normal == null ? otherNormal : normal);
  }

  /** Both, or a mistake that says how to name them. */
  Label required(String how) {
    if (column == null || normal == null) {
      throw new Mistake(how);
    }
    return new Label(column, normal);
  }
}
