/**
 * Autoencoders: what they are made of, what they say about rows, and how well they did.
 *
 * {@snippet :
 * var model = Autoencoder.dense(784, 128, 32).activation(RELU).outputActivation(SIGMOID).build();
 * Trainer.of(model).loss(Loss.BCE).epochs(10).fit(images); // of the package train
 * NDArray codes = model.encode(images); // [60000, 32]
 * double error = Metrics.of(model, images).mse();
 * }
 *
 * <p>An {@link dev.hourglass.autoencoders.Autoencoder} is a function that builds a graph, of an
 * {@link dev.hourglass.autoencoders.Architecture} and a {@link dev.hourglass.autoencoders.Family}.
 * A <em>code</em> is what the narrowest layer says about a row; <em>reconstruction</em> is decoding
 * it again. Rows are in the <em>units of the data</em> outside and in the <em>scale of the
 * model</em> inside; {@link dev.hourglass.autoencoders.Preprocessing} leads from one to the other
 * and back.
 *
 * <p>How a model learned stays in its file as a {@link dev.hourglass.autoencoders.TrainingRecord}.
 * Nothing here trains, and nothing here knows of files: {@code file} writes what stands here, and
 * {@code train} uses both.
 */
@NullMarked
package dev.hourglass.autoencoders;

import org.jspecify.annotations.NullMarked;
