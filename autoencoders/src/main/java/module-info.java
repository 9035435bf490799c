/** Layers, losses, optimizers, the trainer, the model file. */
module dev.hourglass.autoencoders {
  requires transitive dev.hourglass.engine;
  requires static org.jspecify;

  exports dev.hourglass.autoencoders.layer;
  exports dev.hourglass.autoencoders.loss;
  exports dev.hourglass.autoencoders.optim;
}
