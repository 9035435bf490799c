/**
 * Files as matrices. A <em>dataset</em> is a matrix of finite single-precision numbers, one row per
 * example, with the names of its columns, and labels where a file of labels lies beside it.
 *
 * <pre>{@code
 * Dataset digits = Datasets.read("train-images-idx3-ubyte.gz", samples);
 * digits.rows().shape();      // [60000, 784], every number in [0, 1]
 * digits.labels().get()[0];   // 5
 * digits.image();             // 28 x 28, one channel
 * ArrayWriter.write(Path.of("codes.npy"), codes, List.of());
 * }</pre>
 *
 * <p>{@link Datasets} chooses the reader by what the file contains, then by its ending: {@link Idx}
 * (MNIST's format), {@link NumericCsv}, {@link Npy} (NumPy's format) and {@link Png} (a picture or
 * a folder of them). {@link ArrayWriter} writes CSV and npy.
 *
 * <p>Nothing is guessed and nothing is changed silently. A file is either read whole or refused
 * with a {@link DataException}: one line that says which file, where in it, what was found, what
 * was expected and how to mend it. A reader trusts no size in a header: it compares it with the
 * bytes that are there before it allocates, so its memory follows the content of the file and not
 * what the file promises.
 *
 * <p>All classes here are immutable or without state, and may be used by many threads; arrays
 * inside a dataset are shared and not copied. No argument may be null.
 */
@NullMarked
package dev.hourglass.data;

import org.jspecify.annotations.NullMarked;
