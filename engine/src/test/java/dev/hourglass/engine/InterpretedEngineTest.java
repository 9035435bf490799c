package dev.hourglass.engine;

/** The plain twin keeps the contracts that it stands for in the other tests. */
class InterpretedEngineTest
    implements PointwiseContract,
        ProductContract,
        ConvolutionContract,
        MovementContract,
        WindowContract,
        ProgramContract {
  @Override
  public Engine engine() {
    return Engines.interpreted();
  }
}
