package dev.hourglass.data;

import dev.hourglass.engine.NDArray;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads PNG pictures, one or a folder of them, as rows of brightnesses from 0 to 1, channels last:
 * grey or RGB of 1 to 16 bits, palettes as RGB. Sample values are taken as they stand; colour
 * profiles and gamma are not applied. A channel of alpha must be opaque everywhere, and is dropped.
 */
public final class Png {

  private Png() {}

  /**
   * Reads a picture, or all {@code .png} files of a folder in the order of their names.
   *
   * @return rows (pictures, height x width x channels)
   * @throws DataException when a file is not a whole PNG picture, a folder has none, or two
   *     pictures differ in size or in grey against RGB
   */
  public static Dataset read(Path path) {
    List<Path> files = Files.isDirectory(path) ? picturesIn(path) : List.of(path);
    PngHeader size = commonSize(path, files);
    int width = Math.toIntExact(size.numbers());
    float[] numbers = new float[Math.toIntExact(width * (long) files.size())];
    for (int i = 0; i < files.size(); i++) {
      decode(files.get(i), size, files.get(0), numbers, i * width);
    }
    return Dataset.unnamed(
        NDArray.of(numbers, files.size(), width),
        String.valueOf(path.getFileName()),
        Optional.of(new ImageShape(size.height(), size.width(), size.channels())));
  }

  private static List<Path> picturesIn(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        boolean picture = name.toLowerCase(Locale.ROOT).endsWith(".png") && !name.startsWith(".");
        if (picture && Files.isRegularFile(entry)) {
          files.add(entry);
        }
      }
    } catch (IOException e) {
      throw Input.failure(folder.toString(), "", e);
    }
    if (files.isEmpty()) {
      throw new DataException(
          folder.toString(),
          "",
          "a folder without PNG pictures",
          "files that end in .png",
          "name another folder, or convert the pictures to PNG");
    }
    files.sort(null);
    return files;
  }

  /** Looks at every header before any picture is decoded. */
  private static PngHeader commonSize(Path path, List<Path> files) {
    PngHeader first = header(files.get(0));
    for (Path file : files) {
      requireSameSize(file, header(file), files.get(0), first);
    }
    long each = first.numbers();
    long all = each > Memory.MOST_NUMBERS ? each : each * files.size();
    Memory.require(path.toString(), "", all, Float.BYTES);
    return first;
  }

  private static void requireSameSize(Path file, PngHeader h, Path firstFile, PngHeader first) {
    if (!h.sameSize(first)) {
      throw new DataException(
          file.toString(),
          "",
          "a picture of " + h.size(),
          first.size() + " like " + firstFile,
          "make all pictures equal, or use separate folders");
    }
  }

  private static PngHeader header(Path file) {
    try (Input in = Input.open(file)) {
      byte[] start = new byte[PngHeader.SIZE];
      int read = in.readUpTo(start, start.length);
      return PngHeader.parse(file.toString(), Arrays.copyOf(start, read), Files.size(file));
    } catch (IOException e) {
      throw Input.failure(file.toString(), "", e);
    }
  }

  private static void decode(Path path, PngHeader size, Path first, float[] out, int at) {
    String file = path.toString();
    PngStructure.Checked png = PngStructure.check(file, bytes(path));
    PngHeader header = png.header();
    requireSameSize(path, header, first, size);
    Memory.require(file, "", header.numbers(), header.bitDepth() == 16 ? 8 : 4);
    Raster raster = pixels(file, png.essence());
    int bands = raster.getNumBands();
    int channels = header.channels();
    int[] line = new int[header.width() * bands];
    float scale = (1 << header.bitDepth()) - 1;
    int to = at;
    for (int y = 0; y < header.height(); y++) {
      raster.getPixels(0, y, header.width(), 1, line);
      requireOpaque(file, header, line, bands, y);
      for (int x = 0; x < header.width(); x++) {
        for (int c = 0; c < channels; c++) {
          out[to++] =
              header.hasPalette()
                  ? colour(file, png.palette(), line[x], c, y) / 255f
                  : line[x * bands + c] / scale;
        }
      }
    }
  }

  private static byte[] bytes(Path path) {
    try {
      Memory.require(path.toString(), "", Files.size(path), 3);
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw Input.failure(path.toString(), "", e);
    }
  }

  private static Raster pixels(String file, byte[] essence) {
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(essence))) {
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      return image.getRaster();
    } catch (IOException | RuntimeException e) {
      throw new DataException(
          file,
          "",
          "pixels that cannot be decoded (" + e + ")",
          "a PNG picture",
          "the picture is damaged: fetch or write it again",
          e);
    } finally {
      reader.dispose();
    }
  }

  private static int colour(String file, byte[] palette, int index, int channel, int y) {
    if (index >= palette.length / 3) {
      throw new DataException(
          file,
          "line " + (y + 1) + " of pixels",
          "colour " + index,
          "one of the palette's " + palette.length / 3,
          "the picture is damaged: fetch or write it again");
    }
    return palette[3 * index + channel] & 0xff;
  }

  private static void requireOpaque(String file, PngHeader header, int[] line, int bands, int y) {
    if (!header.hasAlpha()) {
      return;
    }
    int opaque = (1 << header.bitDepth()) - 1;
    for (int i = bands - 1; i < line.length; i += bands) {
      if (line[i] != opaque) {
        throw new DataException(
            file,
            "line " + (y + 1) + " of pixels",
            "transparent pixels",
            "an opaque picture",
            "flatten it onto a background");
      }
    }
  }
}
