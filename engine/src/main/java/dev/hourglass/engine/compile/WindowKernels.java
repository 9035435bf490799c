package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Shape;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.runtime.Kernel;
import dev.hourglass.engine.runtime.Place;
import java.util.List;

/** The kernels of pooling and resizing. */
final class WindowKernels {
  private WindowKernels() {}

  static Kernel of(Tensor head, List<Place> from, Place to) {
    Shape s = head.shape();
    return switch (head.op()) {
      case Op.MaxPool(var w) ->
          new MaxPoolKernel(WindowWalk.of(w, head.input(0).shape()), from.get(0), from.get(1), to);
      case Op.MaxUnpool(var w) ->
          new MaxUnpoolKernel(WindowWalk.of(w, s), from.get(0), from.get(1), to);
      case Op.AlongAxis(int axis, var matrix) ->
          new AxisKernel(
              matrix,
              Layouts.product(s, 0, axis),
              Layouts.product(s, axis + 1, s.rank()),
              from.getFirst(),
              to);
      default -> throw new IllegalStateException("neither pooling nor resizing: " + head);
    };
  }
}
