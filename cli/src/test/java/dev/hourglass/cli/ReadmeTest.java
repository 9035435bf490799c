package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.samples.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listing of the README compiles, and prints what the README says. */
class ReadmeTest {
  private static final Pattern LISTING = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PRINTED =
      Pattern.compile("System\\.out\\.println\\(.*\\); +// (.*)");
  private static final List<String> FILES =
      List.of("train-images-idx3-ubyte.gz", "t10k-images-idx3-ubyte.gz");

  @TempDir Path folder;

  @Test
  void the_listing_compiles() throws Exception {
    Path source = program();
    run("javac", "-d", folder.resolve("classes").toString(), "-cp", classPath(), source.toString());
    assertThat(folder.resolve("classes/Listing.class")).exists();
  }

  @Tag("slow")
  @Test
  void the_listing_prints_what_the_readme_says() throws Exception {
    for (String file : FILES) {
      try (InputStream in = Samples.open(file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    String printed =
        run("java", "--add-modules=jdk.incubator.vector", "-cp", classPath(), program().toString());
    Matcher value = PRINTED.matcher(listing());
    assertThat(value.find()).as("a line that prints, with its value").isTrue();
    assertThat(printed.lines()).contains(value.group(1));
    assertThat(folder.resolve("m.safetensors")).exists();
  }

  private static String listing() throws IOException {
    Matcher listing = LISTING.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(listing.find()).as("a listing in Java").isTrue();
    return listing.group(1);
  }

  private Path program() throws IOException {
    String program =
        """
        import dev.hourglass.autoencoders.*;
        import dev.hourglass.autoencoders.layer.*;
        import dev.hourglass.autoencoders.loss.*;
        import dev.hourglass.autoencoders.train.*;
        import dev.hourglass.data.*;
        import dev.hourglass.engine.*;
        import java.nio.file.*;

        class Listing {
          public static void main(String[] arguments) throws Exception {
        %s
          }
        }
        """
            .formatted(listing());
    return Files.writeString(folder.resolve("Listing.java"), program);
  }

  private static String classPath() {
    return HourglassProcess.classPath();
  }

  /** Runs a tool of this JDK in the folder; it must succeed. */
  private String run(String tool, String... arguments) throws IOException, InterruptedException {
    List<String> call = new ArrayList<>();
    call.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    call.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(call).directory(folder.toFile()).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
