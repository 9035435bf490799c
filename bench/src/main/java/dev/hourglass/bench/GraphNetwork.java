package dev.hourglass.bench;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.engine.Tensor;

/** A network of the engine's own operations. */
interface GraphNetwork {

  /** How many numbers a row has. */
  int width();

  /** Where its parameters lie. */
  ParameterLayout layout();

  /** The loss, rank 0, of rows x (B, width). */
  Tensor loss(Tensor x, ParameterLayout parameters);

  /** Floating-point operations of the matrix products that training needs for a row. */
  long flopsPerRow();
}
