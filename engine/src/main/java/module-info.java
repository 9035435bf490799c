/**
 * Symbolic tensors, their derivatives, and the compiler that turns a graph into a program of fused
 * vector kernels.
 */
module dev.hourglass.engine {
  requires jdk.incubator.vector;
  requires static org.jspecify;

  exports dev.hourglass.engine;
  exports dev.hourglass.engine.io;
  exports dev.hourglass.engine.random;
}
