package dev.hourglass.autoencoders.file;

import dev.hourglass.autoencoders.Autoencoder;
import dev.hourglass.autoencoders.TrainingRecord;

/** What a model file holds. */
public record LoadedModel(Autoencoder model, TrainingRecord record) {}
