/**
 * The embedded samples: data that the demonstration and the tutorials run on, so that no other jar
 * carries it.
 */
module dev.hourglass.samples {
  requires static org.jspecify;

  exports dev.hourglass.samples;
}
