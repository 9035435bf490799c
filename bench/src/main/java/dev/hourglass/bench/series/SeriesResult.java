package dev.hourglass.bench.series;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How one detector did on one series.
 *
 * @param detector its name
 * @param set of the series
 * @param series its name
 * @param seed of the detector
 * @param auroc by points
 * @param averagePrecision by points
 * @param vusPr with buffers up to the detector's window
 * @param found anomalous spans that overlap a predicted one
 * @param missed anomalous spans that overlap none
 * @param falseAlarms predicted spans that overlap no anomalous one
 * @param seconds to train, of the network alone; 0 for baselines
 */
record SeriesResult(
    String detector,
    String set,
    String series,
    long seed,
    double auroc,
    @JsonProperty("average_precision") double averagePrecision,
    @JsonProperty("vus_pr") double vusPr,
    int found,
    int missed,
    @JsonProperty("false_alarms") int falseAlarms,
    double seconds) {}
