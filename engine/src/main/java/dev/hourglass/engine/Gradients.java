package dev.hourglass.engine;

import java.util.List;

/** Reverse-mode differentiation of a graph, which yields a graph. */
public final class Gradients {
  private Gradients() {}

  /**
   * The derivatives of a scalar with respect to tensors anywhere in its graph (leaves or intermediate ones).
   *
   * @param loss a scalar
   * @param wrt the tensors to differentiate by
   * @return for each of {@code wrt}, d(loss)/d(it), of its shape; zeros where the loss does not depend on it
   */
  public static List<Tensor> of(Tensor loss, List<Tensor> wrt) {
    throw new UnsupportedOperationException(loss + " by " + wrt);
  }
}
