/** Symbolic tensors, their derivatives, and the compiler that turns a graph into a program of fused vector kernels. */
module dev.hourglass.engine {
  requires jdk.incubator.vector;

  exports dev.hourglass.engine;
}
