package dev.hourglass.engine;

import dev.hourglass.engine.compile.ProgramCompiler;
import dev.hourglass.engine.interpret.Interpreter;

/** The engines there are. */
public final class Engines {
  private Engines() {}

  /**
   * Compiles to fused vector kernels that run on so many threads. The numbers do not depend on how
   * many.
   */
  public static Engine compiled(int threads) {
    return new ProgramCompiler(threads);
  }

  /** The plain twin: slow, in double precision, obviously right. */
  public static Engine interpreted() {
    return new Interpreter();
  }
}
