/** What a user wants done with a trained model, and how well it was done. */
module dev.hourglass.tasks {
  requires transitive dev.hourglass.autoencoders;
  requires transitive dev.hourglass.data;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports dev.hourglass.tasks.anomaly;
  exports dev.hourglass.tasks.baseline;
  exports dev.hourglass.tasks.denoising;
  exports dev.hourglass.tasks.metrics;
  exports dev.hourglass.tasks.mixed;
  exports dev.hourglass.tasks.series;
  exports dev.hourglass.tasks.variational;
}
