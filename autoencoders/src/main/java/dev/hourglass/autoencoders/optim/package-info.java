/**
 * How parameters move: optimizers, learning-rate schedules, gradient clipping and weight penalties,
 * with PyTorch's formulas and defaults.
 *
 * <p>An optimizer is graph too. {@link dev.hourglass.autoencoders.optim.Optimizer#update} gives the
 * new value of the flat parameter tensor and of the optimizer's own <em>slots</em> (moments,
 * accumulators), which the engine fuses into one pass. What changes from step to step but is the
 * same for all parameters (the learning rate, Adam's bias corrections) enters as {@linkplain
 * dev.hourglass.autoencoders.optim.ScalarInput scalar inputs}, computed in double precision on the
 * host.
 *
 * {@snippet :
 * Tensor gradient = new Clipping.ByGlobalNorm(1).apply(layout.flatGradient(loss));
 * UpdateRule rule = Adam.of(1e-3).update(layout.theta(), gradient);
 * // before step t: rate = optimizer.learningRate() * schedule.factor(t, total); bind each scalar to value().at(t, rate)
 * }
 *
 * <p>Steps are counted from 1. Everything here is immutable and may be shared by threads. No
 * argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.optim;

import org.jspecify.annotations.NullMarked;
