package dev.hourglass.tasks.metrics;

/**
 * A figure and where it would lie on other samples of such data.
 *
 * @param value on the data as they are
 * @param low lower end
 * @param high upper end
 */
public record Interval(double value, double low, double high) {}
