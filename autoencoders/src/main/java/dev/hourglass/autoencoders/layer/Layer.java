package dev.hourglass.autoencoders.layer;

import dev.hourglass.engine.Tensor;
import java.util.List;

/** A part of a network: a function with parameters of its own. */
public interface Layer {

  /** Unique in a model; the names of its parameters begin with it. */
  String name();

  /** What it learns; nothing unless told. */
  default List<ParameterSpec> parameters() {
    return List.of();
  }

  /** What it keeps beside its parameters; nothing unless told. */
  default List<ParameterSpec> statistics() {
    return List.of();
  }

  /** The function. */
  Tensor apply(Tensor x, Pass pass);
}
