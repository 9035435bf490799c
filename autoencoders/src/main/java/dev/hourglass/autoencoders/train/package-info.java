/**
 * The run of training: it takes a model without experience and rows, and gives the model its
 * weights.
 *
 * {@snippet :
 * TrainingRun run =
 *     Trainer.of(model)
 *         .loss(Loss.BCE)
 *         .optimizer(Adam.of(1e-3))
 *         .batchSize(256)
 *         .epochs(10)
 *         .validation(0.1)
 *         .checkpoint(folder, true) // goes on where a run was interrupted
 *         .fit(images);
 * run.record().verdict(); // a sentence on overfitting
 * run.save(Path.of("mnist.safetensors"));
 * }
 *
 * <p>A {@link dev.hourglass.autoencoders.train.Trainer} collects options and says what happened. A
 * <em>step</em> learns from one batch of rows; an <em>epoch</em> goes through all rows that take
 * part in it, in an order of its own. The graph of a step (the rows, the loss, its gradient, the
 * optimizer) is compiled once for each size of a batch and run again and again; a step allocates
 * nothing. A {@link dev.hourglass.autoencoders.train.TrainingListener} follows and may end the run
 * between two steps. A loss that is no number ends it with a {@link
 * dev.hourglass.autoencoders.train.TrainingFailure}.
 *
 * <p>The same data, options and seed give the same weights, bit for bit: on any number of threads,
 * on every machine, and after any number of interruptions.
 *
 * <p>A trainer is for one thread at a time; options and records are immutable. No argument may be
 * null.
 */
@NullMarked
package dev.hourglass.autoencoders.train;

import org.jspecify.annotations.NullMarked;
