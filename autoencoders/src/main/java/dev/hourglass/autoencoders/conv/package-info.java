/**
 * The convolutional architecture, for pictures and sequences of any size.
 *
 * {@snippet :
 * var spec = ConvSpec.picture(28, 28, 1).filters(32, 32).outputActivation(Activation.SIGMOID).spec();
 * var run = Trainer.of(Autoencoder.of(spec)).loss(Loss.BINARY_CROSS_ENTROPY).fit(images); // rows of 784
 * NDArray codes = run.model().encode(images); // rows of 7 * 7 * 32
 * }
 *
 * <p>Numbers of a row go by line, in a line by pixel, in a pixel by channel (channels last), in the
 * input, in a code that is a map, and in the reconstruction. Everything here is immutable; no
 * argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.conv;

import org.jspecify.annotations.NullMarked;
