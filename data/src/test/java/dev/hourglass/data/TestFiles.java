package dev.hourglass.data;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Tiny files in each format, and the line that refuses one. */
final class TestFiles {
  private TestFiles() {}

  static String refusal(ThrowingCallable read) {
    return Objects.requireNonNull(catchThrowableOfType(DataException.class, read).getMessage());
  }

  static byte[] idx(int type, int[] dims, byte... data) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * dims.length + data.length);
    out.put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (int d : dims) {
      out.putInt(d);
    }
    return out.put(data).array();
  }

  static byte[] idxBytes(int seed, int... dims) {
    int size = 1;
    for (int d : dims) {
      size *= d;
    }
    byte[] data = new byte[size];
    new Random(seed).nextBytes(data);
    return idx(8, dims, data);
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gz = new GZIPOutputStream(out)) {
      gz.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static byte[] npy(int version, String dictionary, byte[] data) {
    byte[] text = dictionary.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer out =
        ByteBuffer.allocate(12 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    out.put((byte) version).put((byte) 0);
    if (version == 1) {
      out.putShort((short) text.length);
    } else {
      out.putInt(text.length);
    }
    out.put(text).put(data);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  static String header(String descr, boolean fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': (%s), }\n"
        .formatted(descr, fortran ? "True" : "False", shape);
  }

  /** A picture of random samples. */
  static BufferedImage image(int seed, int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    Random random = new Random(seed);
    var raster = image.getRaster();
    int bits = image.getColorModel().getComponentSize(0);
    int most = type == BufferedImage.TYPE_BYTE_BINARY ? 2 : 1 << bits;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int b = 0; b < raster.getNumBands(); b++) {
          raster.setSample(x, y, b, random.nextInt(most));
        }
      }
    }
    return image;
  }

  static byte[] png(BufferedImage image, boolean interlaced) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam options = writer.getDefaultWriteParam();
    options.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  static byte[] png(int seed, int width, int height, int type) {
    return png(image(seed, width, height, type), false);
  }

  /** Makes the checksums of all chunks right that can still be found. */
  static byte[] repairChecksums(byte[] png) {
    ByteBuffer in = ByteBuffer.wrap(png.clone());
    long at = 8;
    while (at + 12 <= png.length) {
      long length = in.getInt((int) at) & 0xffffffffL;
      if (at + 12 + length > png.length) {
        break;
      }
      CRC32 crc = new CRC32();
      crc.update(in.array(), (int) at + 4, (int) length + 4);
      in.putInt((int) (at + 8 + length), (int) crc.getValue());
      at += 12 + length;
    }
    return in.array();
  }
}
