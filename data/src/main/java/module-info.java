/** Readers and preprocessing. */
module dev.hourglass.data {
  requires transitive dev.hourglass.engine;
}
