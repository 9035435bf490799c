/** Layers, losses, optimizers, the trainer, the model file. */
module dev.hourglass.autoencoders {
  requires transitive dev.hourglass.engine;
}
