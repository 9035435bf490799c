package dev.hourglass.autoencoders.som;

import java.util.OptionalDouble;

/**
 * What an epoch met: the errors of the map as it was before the epoch changed it.
 *
 * @param epoch 1, 2, ...
 * @param radius of the neighbourhood
 * @param quantization of the training rows, see {@link MapErrors}
 * @param topographic of the training rows
 * @param validation quantization error of the validation rows; empty where there are none
 */
public record MapEpoch(
    int epoch, double radius, double quantization, double topographic, OptionalDouble validation) {}
