/**
 * Files that appear whole or not at all: what every room above needs when it writes.
 *
 * {@snippet :
 * AtomicFile.obstacle(path).ifPresent(o -> tell(o.found() + "; " + o.mend())); // before the work
 * AtomicFile.write(path, channel -> channel.write(bytes));                      // after it
 * }
 */
@NullMarked
package dev.hourglass.engine.io;

import org.jspecify.annotations.NullMarked;
