package dev.hourglass.engine.io;

/**
 * Why a name cannot become a file; three pieces of one sentence, for the caller to put together.
 *
 * @param found what is there, such as {@code no folder /data}
 * @param expected what should be there
 * @param mend what to do about it, in the imperative
 */
public record Obstacle(String found, String expected, String mend) {}
