package dev.hourglass.engine.compile;

import dev.hourglass.engine.Op;
import dev.hourglass.engine.Tensor;
import dev.hourglass.engine.Tensors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings matrix products into the form that the kernels compute: the right side row-major, by a
 * transposition of its own where it is not.
 */
final class ProductForms {
  private final Map<Tensor, Tensor> rewritten = new HashMap<>();
  private final Map<Tensor, Tensor> transposed = new HashMap<>();

  Tensor rewrite(Tensor root) {
    for (Tensor t : ProgramCompiler.order(List.of(root))) {
      rewritten.computeIfAbsent(t, this::form);
    }
    return rewritten.getOrDefault(root, root);
  }

  private Tensor form(Tensor t) {
    List<Tensor> inputs = t.inputs().stream().map(x -> rewritten.getOrDefault(x, x)).toList();
    if (t.op() instanceof Op.MatMul(boolean transposeA, boolean transposeB) && transposeB) {
      Tensor b = transposed.computeIfAbsent(inputs.get(1), x -> Tensors.transpose(x, 1, 0));
      return Tensors.matmul(inputs.get(0), transposeA, b, false);
    }
    boolean same = true;
    for (int i = 0; i < inputs.size(); i++) {
      same &= inputs.get(i) == t.input(i);
    }
    return same ? t : Tensors.withInputs(t, inputs);
  }
}
