/**
 * What the codes of an autoencoder are good for: a head of one layer on its encoder that tells
 * classes apart or predicts numbers.
 *
 * {@snippet :
 * Autoencoder encoder = Trainer.of(model).epochs(10).fit(images).model();
 * Targets.Classes digits = Targets.Classes.of(labels);
 * Labelled labelled = new Labelled(images, digits.oneHot(labels));
 * TrainingRun run =
 *     new HeadTraining(encoder, digits, false)
 *         .fit(labelled, Optional.empty(), t -> t.epochs(10).seed(7));
 * NDArray probabilities = Predictor.of(run.model()).predict(unseen); // [N, 10]
 * }
 *
 * <p>Legend: N rows, D numbers of a row, L numbers of a code, K targets. No argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.supervised;

import org.jspecify.annotations.NullMarked;
