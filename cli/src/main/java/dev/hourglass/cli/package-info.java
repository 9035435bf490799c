/**
 * The {@code hourglass} command: one class for each subcommand, over the library.
 *
 * <p>Standard output carries results (with {@code --json} exactly one JSON object), standard error
 * everything else. Exit status 0: done; 1: a failure of ours; 2: a mistake in the call or in the
 * data, said in one line.
 */
@NullMarked
package dev.hourglass.cli;

import org.jspecify.annotations.NullMarked;
