package dev.hourglass.autoencoders;

/**
 * A layer in words, for people.
 *
 * @param name such as {@code encoder.0}
 * @param shapes what goes in and what comes out, such as {@code 784 to 128}
 * @param activation such as {@code relu}
 * @param parameters how many numbers it learns
 */
public record LayerSummary(String name, String shapes, String activation, long parameters) {}
