/**
 * Readers and writers of the files that data comes in: each file becomes a matrix, or one clear
 * line.
 */
module dev.hourglass.data {
  requires transitive dev.hourglass.engine;
  requires java.desktop;
  requires org.apache.commons.csv;
  requires static org.jspecify;

  exports dev.hourglass.data;
}
