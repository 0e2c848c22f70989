package io.camvitals.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipCacheTest {
  private static final String PARAMETERS = "of a test";

  private final ClipSet tiny = tiny();

  private static ClipSet tiny() {
    Map<ClipKind, Clip> clips = new EnumMap<>(ClipKind.class);
    for (ClipKind kind : ClipKind.values()) {
      clips.put(
          kind,
          new Clip(
              IntStream.range(0, kind.gops())
                  .mapToObj(
                      gop ->
                          IntStream.range(0, kind.frameRate())
                              .mapToObj(frame -> List.of(new byte[] {(byte) gop, (byte) frame}))
                              .toList())
                  .toList()));
    }
    return new ClipSet(new byte[] {0x67, 1}, new byte[] {0x68, 2}, clips);
  }

  @Test
  void aFileIsReadAsItWasWritten() throws IOException {
    ClipSet read = ClipFile.decode(ClipFile.encode(tiny, PARAMETERS), PARAMETERS);

    assertThat(read.sequenceParameterSet()).containsExactly(0x67, 1);
    assertThat(read.pictureParameterSet()).containsExactly(0x68, 2);
    assertThat(read.clip(ClipKind.MOVING).gop(1).get(24).get(0)).containsExactly(1, 24);
    assertThat(read.clip(ClipKind.FROZEN).gop(7).get(3).get(0)).containsExactly(0, 3);
  }

  @Test
  void aFileCutAnywhereIsRefused() throws IOException {
    byte[] file = ClipFile.encode(tiny, PARAMETERS);
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> ClipFile.decode(cut, PARAMETERS))
          .as("%s bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Property(tries = 200)
  void aChangedByteIsNoticed(@ForAll @IntRange(max = 100_000) int at) throws IOException {
    byte[] file = ClipFile.encode(tiny, PARAMETERS);
    file[at % file.length] ^= 0x10;
    assertThatThrownBy(() -> ClipFile.decode(file, PARAMETERS)).isInstanceOf(IOException.class);
  }

  @Test
  void otherParametersAreNamed() throws IOException {
    byte[] file = ClipFile.encode(tiny, "of another version");
    assertThatThrownBy(() -> ClipFile.decode(file, PARAMETERS))
        .hasMessage("made with other parameters: of another version");
  }

  @Test
  void aDamagedCacheIsMadeAgain(@TempDir Path directory) throws IOException {
    ClipCache cache = new ClipCache(directory);
    Path file = cache.file(VideoProfile.LOW_1M);
    byte[] good =
        Files.readAllBytes(new ClipCache(TestClips.DIRECTORY).file(warm(VideoProfile.LOW_1M)));
    byte[] damaged = good.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);

    cache.load(VideoProfile.LOW_1M);

    assertThat(Files.readAllBytes(file)).isEqualTo(good);
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static VideoProfile warm(VideoProfile profile) {
    TestClips.small();
    return profile;
  }
}
