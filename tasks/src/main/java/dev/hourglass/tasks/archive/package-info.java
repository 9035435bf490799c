/**
 * What the files of all detectors have in common.
 *
 * <p>For this module alone; no argument may be null.
 */
@NullMarked
package dev.hourglass.tasks.archive;

import org.jspecify.annotations.NullMarked;
