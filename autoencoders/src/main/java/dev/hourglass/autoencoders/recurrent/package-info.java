/**
 * The recurrent architecture: sequences to a code and back by LSTM or GRU.
 *
 * {@snippet :
 * var spec = RecurrentSpec.of(Cell.LSTM, 140, 1).hidden(64).latent(16).spec();
 * var run = Trainer.of(Autoencoder.of(spec)).fit(beats); // rows of 140
 * NDArray codes = run.model().encode(beats); // rows of 16
 * }
 *
 * <p>A row holds its sequence step by step, in a step feature by feature. Everything here is
 * immutable; no argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.recurrent;

import org.jspecify.annotations.NullMarked;
