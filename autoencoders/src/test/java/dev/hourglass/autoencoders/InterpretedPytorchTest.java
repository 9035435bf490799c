package dev.hourglass.autoencoders;

import dev.hourglass.engine.Engine;
import dev.hourglass.engine.Engines;

class InterpretedPytorchTest extends PytorchContract {
  @Override
  Engine engine() {
    return Engines.interpreted();
  }

  @Override
  double smallPart() {
    return 1e-6;
  }
}
