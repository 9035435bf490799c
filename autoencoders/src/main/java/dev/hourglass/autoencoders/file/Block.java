package dev.hourglass.autoencoders.file;

import dev.hourglass.engine.Shape;

/**
 * Numbers of a tensor within an array.
 *
 * @param data holds the tensor, row-major, from {@code offset} on
 */
record Block(Shape shape, float[] data, int offset) {}
