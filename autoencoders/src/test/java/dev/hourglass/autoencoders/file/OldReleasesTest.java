package dev.hourglass.autoencoders.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.autoencoders.Plain;
import dev.hourglass.engine.NDArray;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Files written by releases before this one still load, and answer in the same bits. */
class OldReleasesTest {
  @Test
  void a_dense_model_of_release_0_1_before_families() throws URISyntaxException {
    var url = OldReleasesTest.class.getResource("release-0.1-dense.safetensors");
    assertThat(url).isNotNull();
    LoadedModel loaded = ModelFile.read(Path.of(url.toURI()));
    assertThat(loaded.model().family()).isEqualTo(new Plain());
    NDArray row = NDArray.of(new float[] {0.1f, 0.2f, 0.3f, 0.4f}, 1, 4);
    assertThat(loaded.model().reconstruct(row).data())
        .containsExactly(0.31153634f, 0.63373315f, 0.59861684f, 0.51193464f);
  }
}
