package dev.hourglass.data;

import static java.awt.image.BufferedImage.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngTest {
  @TempDir Path folder;

  private Path file(String name, byte[] content) throws Exception {
    return Files.write(folder.resolve(name), content);
  }

  @ParameterizedTest(name = "type {0}, {1} channels, samples to {2}, interlaced: {3}")
  @CsvSource({
    TYPE_BYTE_GRAY + ",1,255,false", TYPE_USHORT_GRAY + ",1,65535,false",
    TYPE_BYTE_BINARY + ",1,1,false", TYPE_INT_RGB + ",3,255,false",
    TYPE_BYTE_GRAY + ",1,255,true", TYPE_3BYTE_BGR + ",3,255,true",
    TYPE_USHORT_GRAY + ",1,65535,true", TYPE_BYTE_BINARY + ",1,1,true"
  })
  void samples_become_brightnesses(int type, int channels, int most, boolean interlaced)
      throws Exception {
    for (int width = 1; width < 12; width++) {
      BufferedImage image = TestFiles.image(width, width, 7, type);
      Dataset read = Png.read(file("a.png", TestFiles.png(image, interlaced)));
      assertThat(read.image()).contains(new ImageShape(7, width, channels));
      float[] expected = new float[7 * width * channels];
      for (int i = 0; i < expected.length; i++) {
        int pixel = i / channels;
        int sample = image.getRaster().getSample(pixel % width, pixel / width, i % channels);
        expected[i] = sample / (float) most;
      }
      assertThat(read.rows().data()).as("width and seed %d", width).isEqualTo(expected);
    }
  }

  @Test
  void a_palette_becomes_rgb() throws Exception {
    BufferedImage image = TestFiles.image(3, 9, 4, TYPE_BYTE_INDEXED);
    for (int y = 0; y < 4; y++) {
      for (int x = 0; x < 9; x++) {
        image.getRaster().setSample(x, y, 0, 10 * y + x);
      }
    }
    byte[] png = TestFiles.png(image, false);
    Dataset read = Png.read(file("p.png", png));
    assertThat(read.image()).contains(new ImageShape(4, 9, 3));
    for (int i = 0; i < 36; i++) {
      int rgb = image.getRGB(i % 9, i / 9);
      for (int c = 0; c < 3; c++) {
        float expected = (rgb >> 16 - 8 * c & 0xff) / 255f;
        assertThat(read.rows().data()[3 * i + c]).isEqualTo(expected);
      }
    }
  }

  @Test
  void opaque_alpha_is_dropped_and_any_other_refused() throws Exception {
    BufferedImage image = TestFiles.image(4, 3, 2, TYPE_INT_ARGB);
    for (int i = 0; i < 6; i++) {
      image.getRaster().setSample(i % 3, i / 3, 3, 255);
    }
    Dataset read = Png.read(file("o.png", TestFiles.png(image, false)));
    assertThat(read.image()).contains(new ImageShape(2, 3, 3));
    assertThat(read.rows().data()[5]).isEqualTo(image.getRaster().getSample(1, 0, 2) / 255f);
    image.getRaster().setSample(2, 1, 3, 254);
    Path clear = file("t.png", TestFiles.png(image, false));
    assertThat(TestFiles.refusal(() -> Png.read(clear)))
        .isEqualTo(
            clear
                + ", line 2 of pixels: found transparent pixels, expected an opaque picture;"
                + " flatten it onto a background");
  }

  @Test
  void a_folder_is_read_in_the_order_of_names() throws Exception {
    byte[] a = TestFiles.png(1, 4, 3, TYPE_BYTE_GRAY);
    byte[] b = TestFiles.png(2, 4, 3, TYPE_BYTE_GRAY);
    Path first = file("a.png", a);
    Path second = file("b.PNG", b);
    file("notes.txt", new byte[] {1});
    Dataset read = Datasets.read(folder);
    assertThat(read.rows().shape().toArray()).containsExactly(2, 12);
    assertThat(Arrays.copyOf(read.rows().data(), 12)).isEqualTo(Png.read(first).rows().data());
    assertThat(Arrays.copyOfRange(read.rows().data(), 12, 24))
        .isEqualTo(Png.read(second).rows().data());
  }

  @Test
  void unequal_pictures_are_refused_with_both_names_and_sizes() throws Exception {
    Path a = file("a.png", TestFiles.png(1, 4, 3, TYPE_BYTE_GRAY));
    Path b = file("b.png", TestFiles.png(1, 5, 3, TYPE_BYTE_GRAY));
    String mend = "; make all pictures equal, or use separate folders";
    assertThat(TestFiles.refusal(() -> Png.read(folder)))
        .isEqualTo(b + ": found a picture of 5 x 3 grey, expected 4 x 3 grey like " + a + mend);
    file("b.png", TestFiles.png(1, 4, 3, TYPE_INT_RGB));
    assertThat(TestFiles.refusal(() -> Png.read(folder)))
        .isEqualTo(b + ": found a picture of 4 x 3 RGB, expected 4 x 3 grey like " + a + mend);
  }

  @Test
  void a_folder_without_pictures_is_refused() {
    assertThat(TestFiles.refusal(() -> Datasets.read(folder)))
        .isEqualTo(
            folder
                + ": found a folder without PNG pictures, expected files that end in .png;"
                + " name another folder, or convert the pictures to PNG");
  }

  @Test
  void another_kind_of_file_is_refused() throws Exception {
    Path jpeg = file("j.png", new byte[64]);
    assertThat(TestFiles.refusal(() -> Png.read(jpeg)))
        .isEqualTo(
            jpeg
                + ", byte 0: found other bytes, expected 89 50 4e 47 0d 0a 1a 0a, the start of a"
                + " PNG file; convert the picture to PNG");
    Path tiny = file("k.png", new byte[8]);
    assertThat(TestFiles.refusal(() -> Png.read(tiny)))
        .startsWith(tiny + ", byte 0: found a file of 8 bytes, expected at least 33;");
  }

  @Test
  void a_decompression_bomb_is_refused_by_its_header() throws Exception {
    byte[] png = TestFiles.png(1, 4, 3, TYPE_BYTE_GRAY);
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    Path bomb = file("bomb.png", TestFiles.repairChecksums(png));
    assertThat(TestFiles.refusal(() -> Png.read(bomb)))
        .isEqualTo(
            bomb
                + ", byte 16: found a promise of 60000 x 60000 pixels in "
                + png.length
                + " bytes, expected no more than these can hold;"
                + " the picture is damaged: fetch or write it again");
  }

  @Test
  void damage_is_found_and_placed() throws Exception {
    byte[] png = TestFiles.png(1, 4, 3, TYPE_BYTE_GRAY);
    byte[] damaged = png.clone();
    damaged[45] ^= 1;
    Path flipped = file("f.png", damaged);
    assertThat(TestFiles.refusal(() -> Png.read(flipped)))
        .startsWith(flipped + ", byte 33: found a chunk with checksum ");
    Path unpacked = file("g.png", TestFiles.repairChecksums(damaged));
    assertThat(TestFiles.refusal(() -> Png.read(unpacked))).startsWith(unpacked + ", byte 33: ");
    Path cut = file("h.png", Arrays.copyOf(png, png.length - 12));
    assertThat(TestFiles.refusal(() -> Png.read(cut)))
        .isEqualTo(
            cut
                + ", byte "
                + (png.length - 12)
                + ": found the end of the file, expected another"
                + " chunk or IEND; the picture is damaged: fetch or write it again");
    byte[] taller = png.clone();
    taller[23]++;
    Path promised = file("i.png", TestFiles.repairChecksums(taller));
    assertThat(TestFiles.refusal(() -> Png.read(promised)))
        .contains("found data that unpack to 15 bytes, expected 20 for 4 x 4 grey;");
    taller[23] = 2;
    Path less = file("j.png", TestFiles.repairChecksums(taller));
    assertThat(TestFiles.refusal(() -> Png.read(less)))
        .contains(
            "found data that unpack to more than 10 bytes, expected no more, for 4 x 2 grey;");
  }
}
