/**
 * Data sets that travel with the program, as the files that their authors published. Nothing here
 * reads them: the readers of the module {@code dev.hourglass.data} do, and know nothing of this
 * jar.
 *
 * {@snippet :
 * try (InputStream pictures = new GZIPInputStream(Samples.open("train-images-idx3-ubyte.gz"))) {
 *   pictures.skipNBytes(16); // the header: a magic number, 60,000, 28, 28
 *   byte[] firstDigit = pictures.readNBytes(28 * 28);
 * }
 * }
 *
 * <p>No argument here may be null.
 */
@NullMarked
package dev.hourglass.samples;

import org.jspecify.annotations.NullMarked;
