package dev.hourglass.tasks.anomaly;

/**
 * A column that made a row strange.
 *
 * @param column its number, from 0 on
 * @param share its part of the score, in [0, 1]
 * @param observed what the row has there
 * @param expected what the model makes of it, in the units of the data
 */
public record Reason(int column, double share, float observed, float expected) {}
