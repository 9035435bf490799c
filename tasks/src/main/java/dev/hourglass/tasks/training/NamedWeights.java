package dev.hourglass.tasks.training;

import dev.hourglass.autoencoders.layer.ParameterLayout;
import dev.hourglass.autoencoders.layer.ParameterSpec;
import dev.hourglass.engine.NDArray;
import dev.hourglass.engine.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** The weights of a network by name, as files keep them. */
public final class NamedWeights {
  private NamedWeights() {}

  /** The shapes of the weights, by name; allocates no weight. */
  public static Map<String, Shape> shapes(ParameterLayout layout) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    layout.specs().forEach(s -> shapes.put(s.name(), s.shape()));
    return shapes;
  }

  /**
   * All weights one after the other, as the layout says.
   *
   * @param network what is to be told of it when a weight lacks
   * @throws IllegalArgumentException if these are not the weights of such a network
   */
  public static float[] flat(String network, ParameterLayout layout, Map<String, NDArray> weights) {
    float[] theta = new float[layout.size()];
    for (ParameterSpec spec : layout.specs()) {
      NDArray weight = weights.get(spec.name());
      if (weight == null || !weight.shape().equals(spec.shape())) {
        throw new IllegalArgumentException(
            "%s needs %s of shape %s, got %s"
                .formatted(network, spec.name(), spec.shape(), weight));
      }
      int offset = layout.offset(spec.name());
      System.arraycopy(weight.data(), 0, theta, offset, weight.data().length);
    }
    return theta;
  }
}
