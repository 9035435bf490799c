package dev.hourglass.autoencoders.som;

/**
 * How well a map meets some rows, in the scale of what the map sees.
 *
 * @param quantization mean Euclidean distance of a row to its best unit
 * @param topographic share of the rows whose two best units are not neighbours on the grid
 *     (Kiviluoto, 1996), from 0 to 1: how torn or folded the map is
 * @param meanSquare mean squared error over all numbers when each row is told by its best unit
 * @param rows how many, 1 or more
 */
public record MapErrors(double quantization, double topographic, double meanSquare, long rows) {}
