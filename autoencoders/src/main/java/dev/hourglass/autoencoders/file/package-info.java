/**
 * The model file: one safetensors file, which Python reads with the stock {@code safetensors}
 * package.
 *
 * <p>A safetensors file is 8 bytes (little-endian length of the header), a header of JSON, and the
 * numbers. Each weight is a tensor such as {@code encoder.0.weight} (in, out) of type F32. The
 * header's {@code __metadata__} carries four strings: {@code hourglass.version}, {@code
 * hourglass.architecture}, {@code hourglass.preprocessing} and {@code hourglass.training}, the last
 * three JSON. Clock times and thread numbers are left out, so the same training run gives the same
 * file, byte for byte.
 *
 * <p>A reader trusts nothing: it checks sizes, offsets, names and versions before it allocates, and
 * refuses in one line that names the file and the place.
 */
@NullMarked
package dev.hourglass.autoencoders.file;

import org.jspecify.annotations.NullMarked;
