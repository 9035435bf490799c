/**
 * What a network is made of: layers (dense, convolutional, recurrent, of normalisation, dropout,
 * embeddings), activations, initial values, and the one flat tensor that all parameters live in.
 *
 * <p>A model's parameters are slices of a single parameter tensor {@code theta} of shape [P]. A
 * {@link dev.hourglass.autoencoders.layer.ParameterLayout} says which slice is whose, so an
 * optimizer updates the whole model in one pass over memory, and a checkpoint is one array.
 *
 * {@snippet :
 * var hidden = new DenseLayer("encoder", 784, 32, Activation.RELU, Initializer.HE_UNIFORM, true, null);
 * var output = new DenseLayer("decoder", 32, 784, Activation.SIGMOID, Initializer.GLOROT_UNIFORM, true, "encoder");
 * var specs = new ArrayList<>(hidden.parameters());
 * specs.addAll(output.parameters());               // tied: only a bias of its own
 * var layout = ParameterLayout.of(specs);
 * Tensor y = output.apply(hidden.apply(x, layout), layout);   // x (B, 784)
 * }
 *
 * <p>Everything here is immutable and may be shared by threads, except the {@code State} that
 * {@code initialise} writes to. No argument may be null unless it is marked so.
 */
@NullMarked
package dev.hourglass.autoencoders.layer;

import org.jspecify.annotations.NullMarked;
