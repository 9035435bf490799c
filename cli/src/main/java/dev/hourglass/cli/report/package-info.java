/**
 * Reports of anomaly detection: each one HTML file that needs nothing beside it. What comes from
 * the user's data is escaped where it enters a page, by {@link dev.hourglass.cli.report.Html#text}.
 */
@NullMarked
package dev.hourglass.cli.report;

import org.jspecify.annotations.NullMarked;
