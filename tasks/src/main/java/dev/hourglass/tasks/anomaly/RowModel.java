package dev.hourglass.tasks.anomaly;

import dev.hourglass.engine.NDArray;
import dev.hourglass.tasks.baseline.Neighbours;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A trained model of standardised rows [N, D]. May be shared by threads. */
sealed interface RowModel
    permits AutoencoderModel,
        DenoisingModel,
        VariationalModel,
        MixedModel,
        EnsembleModel,
        RobustModel,
        DistanceModel,
        BlendModel {

  /** The name in texts and files, that of its {@link AnomalyModel}. */
  String id();

  /** How many nearest reference rows {@link #parts} looks at. */
  default int neighbours() {
    return 0;
  }

  /**
   * Each column's part of the score, [N * D], none below 0; the parts of a row add up to its score.
   *
   * @param nearest so many reference rows of each row, or more
   */
  double[] parts(NDArray rows, Neighbours nearest);

  /**
   * What the model makes of the rows, [N, D].
   *
   * @param nearest a reference row of each row, or more
   */
  NDArray expected(NDArray rows, Neighbours nearest);

  /** Puts what a file must say of it, besides the name and the tensors. */
  void describe(ObjectNode json);

  /** What it learned, by name. */
  Map<String, NDArray> tensors();
}
