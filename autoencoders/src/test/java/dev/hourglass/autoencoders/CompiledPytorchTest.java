package dev.hourglass.autoencoders;

import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;

class CompiledPytorchTest extends PytorchContract {
  @Override
  Engine engine() {
    return Engines.compiled(2);
  }

  @Override
  double smallPart() {
    return 1;
  }
}
