package dev.hourglass.autoencoders.som;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.TrainingRecord;

/**
 * The trained autoencoder over whose codes a map is built.
 *
 * @param record how it was trained
 */
public record Encoder(Autoencoder model, TrainingRecord record) {}
