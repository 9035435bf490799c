package dev.hourglass.tasks.baseline;

import dev.hourglass.autoencoders.Preprocessing;
import dev.hourglass.engine.NDArray;

/**
 * A detector that sees standardised columns ({@link ColumnScale}); what distances and variances
 * need where columns have different units.
 *
 * @param base the detector behind
 */
public record Standardised(Detector base) implements Detector {

  @Override
  public String id() {
    return base.id();
  }

  @Override
  public Fitted fit(NDArray rows) {
    Preprocessing scale = ColumnScale.fit(Rows.requireFit(id(), rows));
    Fitted fitted = base.fit(scale.applied(rows));
    int columns = rows.shape().dim(1);
    return r -> fitted.score(scale.applied(Rows.requireColumns(id(), r, columns)));
  }
}
