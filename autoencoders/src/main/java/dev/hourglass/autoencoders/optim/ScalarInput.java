package dev.hourglass.autoencoders.optim;

import dev.hourglass.engine.Tensor;

/**
 * A number that changes from step to step, computed on the host and bound before each run.
 *
 * @param input an F32 input of rank 0
 * @param value what to bind to it
 */
public record ScalarInput(Tensor input, StepFunction value) {}
