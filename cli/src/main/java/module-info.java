/** The hourglass command. */
module dev.hourglass.cli {
  requires dev.hourglass.autoencoders;
  requires dev.hourglass.data;
  requires dev.hourglass.samples;
  requires dev.hourglass.tasks;
  requires info.picocli;
  requires java.desktop;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports dev.hourglass.cli;

  opens dev.hourglass.cli to
      info.picocli;

  uses dev.hourglass.cli.CommandProvider;
}
