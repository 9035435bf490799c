package dev.hourglass.bench.adbench;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How one detector did on one split.
 *
 * @param detector its name
 * @param set the set's name
 * @param seed of split and detector
 * @param auroc in [0, 1]
 * @param averagePrecision in [0, 1]
 * @param fitSeconds time to learn
 * @param scoreSeconds time to score the test rows
 */
record Result(
    String detector,
    String set,
    long seed,
    double auroc,
    @JsonProperty("average_precision") double averagePrecision,
    @JsonProperty("fit_seconds") double fitSeconds,
    @JsonProperty("score_seconds") double scoreSeconds) {}
