package dev.hourglass.engine;

/** The compiled engine keeps every contract, on two threads. */
class CompiledEngineTest
    implements PointwiseContract,
        ProductContract,
        ConvolutionContract,
        MovementContract,
        WindowContract,
        ProgramContract {
  @Override
  public Engine engine() {
    return Engines.compiled(2);
  }
}
