/** How the tasks' own networks learn. Not exported. */
@NullMarked
package dev.hourglass.tasks.training;

import org.jspecify.annotations.NullMarked;
