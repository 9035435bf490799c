package dev.hourglass.autoencoders.optim;

import dev.hourglass.engine.Tensor;
import java.util.List;
import java.util.Map;

/**
 * One step of an optimizer as graph.
 *
 * @param updates the parameter tensor and every slot, and the tensors whose values they take
 * @param slots the optimizer's own parameter tensors, such as {@code adam.m}, of the shape of the
 *     parameters; they start from zeros
 * @param scalars what to bind before each step
 */
public record UpdateRule(
    Map<Tensor, Tensor> updates, List<Tensor> slots, List<ScalarInput> scalars) {
  public UpdateRule {
    updates = Map.copyOf(updates);
    slots = List.copyOf(slots);
    scalars = List.copyOf(scalars);
  }
}
