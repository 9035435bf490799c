/** The hourglass command. */
module dev.hourglass.cli {
  requires dev.hourglass.autoencoders;
  requires dev.hourglass.data;
  requires dev.hourglass.samples;
}
