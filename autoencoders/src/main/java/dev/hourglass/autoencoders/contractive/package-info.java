/**
 * Families that pay for how strongly the code follows small changes of the row. All values are
 * immutable; no argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.contractive;

import org.jspecify.annotations.NullMarked;
