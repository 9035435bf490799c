package dev.hourglass.bench;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.Tensor;
import java.util.List;

/** A network as a function that builds a graph. */
interface GraphNetwork {

  /** Numbers in a row of the data. */
  int rowWidth();

  List<ParameterSpec> parameters();

  /**
   * The loss of a batch, a scalar.
   *
   * @param x (B, rowWidth)
   */
  Tensor loss(Tensor x, ParameterLayout parameters);

  /** Floating-point operations of the matrix products that training needs for a row. */
  long flopsPerRow();
}
