/**
 * Autoencoders of dense layers, how they learn, and how well they did.
 *
 * {@snippet :
 * var model = Autoencoder.dense(784, 128, 32).activation(RELU).outputActivation(SIGMOID).build();
 * var run = Trainer.of(model).loss(Loss.BCE).optimizer(Adam.of(1e-3)).batchSize(256).epochs(10).fit(images);
 * NDArray codes = model.encode(images); // [60000, 32]
 * run.save(Path.of("mnist.safetensors"));
 * }
 *
 * <p>An {@link dev.hourglass.autoencoders.Autoencoder} is a function that builds a graph; a {@link
 * dev.hourglass.autoencoders.Trainer} compiles that graph into one program and runs it for every
 * batch. A <em>code</em> is what the narrowest layer says about a row; <em>reconstruction</em> is
 * decoding it again. Rows are in the <em>units of the data</em> outside and in the <em>scale of the
 * model</em> inside; {@link dev.hourglass.autoencoders.Preprocessing} leads from one to the other
 * and back.
 *
 * <p>The same data, options and seed give the same weights, bit for bit: on any number of threads,
 * on every machine, and after any number of interruptions.
 */
@NullMarked
package dev.hourglass.autoencoders;

import org.jspecify.annotations.NullMarked;
