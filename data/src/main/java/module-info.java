/**
 * Readers and writers of the files that data comes in: each file becomes a matrix, or one clear
 * line.
 */
module dev.hourglass.data {
  requires transitive dev.hourglass.engine;
  requires duckdb.jdbc;
  requires java.desktop;
  requires java.sql;
  requires org.apache.commons.csv;
  requires tools.jackson.databind;
  requires static org.jspecify;

  exports dev.hourglass.data;
  exports dev.hourglass.data.series;
  exports dev.hourglass.data.table;
}
