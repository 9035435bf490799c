package dev.hourglass.engine;

/**
 * Makes programs: compiled to kernels, or interpreted by the plain twin that the compiled ones are
 * held against.
 */
public interface Engine {
  Program compile(Program.Spec spec, State state);
}
