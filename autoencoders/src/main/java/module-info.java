/** Layers, losses, optimizers, the trainer, the model file. */
module dev.hourglass.autoencoders {
  requires transitive dev.hourglass.engine;
  requires ejml.core;
  requires ejml.ddense;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;
  requires static org.jspecify;

  exports dev.hourglass.autoencoders.baseline;
  exports dev.hourglass.autoencoders.catalogue;
  exports dev.hourglass.autoencoders.contractive;
  exports dev.hourglass.autoencoders.conv;
  exports dev.hourglass.autoencoders.denoising;
  exports dev.hourglass.autoencoders.file;
  exports dev.hourglass.autoencoders.layer;
  exports dev.hourglass.autoencoders.loss;
  exports dev.hourglass.autoencoders.optim;
  exports dev.hourglass.autoencoders.recurrent;
  exports dev.hourglass.autoencoders.robust;
  exports dev.hourglass.autoencoders.scheme;
  exports dev.hourglass.autoencoders.som;
  exports dev.hourglass.autoencoders.sparse;
  exports dev.hourglass.autoencoders.stacked;
  exports dev.hourglass.autoencoders.supervised;
  exports dev.hourglass.autoencoders.train;
  exports dev.hourglass.autoencoders;
}
