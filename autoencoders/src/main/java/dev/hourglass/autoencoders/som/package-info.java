/**
 * The self-organising map: units on a grid, each a row of numbers, laid out so that neighbours on
 * the grid are alike. It has no gradient and no layers, but asks the same of data as an autoencoder
 * does: a short code (the row and column of the nearest unit) from which the data can be told
 * again.
 *
 * {@snippet :
 * var options = SomOptions.DEFAULTS.withGrid(new MapGrid(12, 12, Lattice.HEXAGONAL)).withSeed(7);
 * SelfOrganizingMap map = SomTrainer.of(options).fit(images);
 * MapErrors errors = map.errors(unseen);       // errors.quantization(), errors.topographic()
 * NDArray places = map.encode(unseen);         // [N, 2]: row and column on the map
 * SomFile.write(Path.of("map.safetensors"), map);
 * }
 *
 * <p>Legend: N rows of data, D numbers of a row, W numbers of what the map sees (D, or the length
 * of a code), U units. What the map sees are the rows after preprocessing, or their codes.
 *
 * <p>The same rows, options and seed give the same bits for any number of threads and on every
 * machine. No argument may be null.
 */
@NullMarked
package dev.hourglass.autoencoders.som;

import org.jspecify.annotations.NullMarked;
