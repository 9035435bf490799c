/**
 * Tables of mixed columns: read from CSV, Parquet, JSON lines or a database, typed, described, and
 * encoded as numbers.
 *
 * <pre>{@code
 * try (TableSource source = TableSource.open("claims.csv", TableOptions.DEFAULTS)) {
 *   source.schema().columns();       // age: numeric; policy_state: categorical; policy_number: identifier ...
 *   TableEncoding encoding = TableEncoding.fit(source, EncodingOptions.DEFAULTS.without("fraud"), row -> true);
 *   NDArray rows = encoding.encode(source).values();    // [N, D]
 *   encoding.groups();               // which numbers of a row stand for which column, and of what kind
 * }
 * }</pre>
 *
 * <p>A <em>schema</em> says what the columns are. An <em>encoding</em> says how each becomes
 * numbers; it is fitted on training rows and kept with the model, as JSON. A <em>bad row</em> is
 * one that cannot be read; it is refused or skipped, never guessed. A missing value is a value: it
 * gets a number of its own (a <em>mask</em>) where training rows had missing values.
 *
 * <p>The work of reading is DuckDB's, a library with native code of 70 MB, which is loaded when the
 * first table is opened. Records here are immutable and may be shared by threads; a {@link
 * dev.hourglass.data.table.TableSource} may not. No argument may be null.
 */
@NullMarked
package dev.hourglass.data.table;

import org.jspecify.annotations.NullMarked;
