package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camvitals.agent.source.CapturedNetwork;
import io.camvitals.agent.source.file.CaptureMerge;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.CapturedPacket;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  private static final CaptureMerge.Handler NOBODY =
      new CaptureMerge.Handler() {
        @Override
        public void opened(CaptureReader reader) {}

        @Override
        public void packet(CaptureReader reader, CapturedPacket packet) {}

        @Override
        public void ended(CaptureReader reader) {}

        @Override
        public void failed(IOException failure) {
          throw new AssertionError(failure);
        }
      };

  @TempDir Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void theBarSaysHowFarItIs() {
    assertThat(Progress.line(0, 1L << 30))
        .isEqualTo("[..............................]   0 %  0 of 1,024 MB");
    assertThat(Progress.line(1L << 29, 1L << 30))
        .isEqualTo("[###############...............]  50 %  512 of 1,024 MB");
    assertThat(Progress.line(3L << 30, 1L << 30)).contains("] 100 %");
  }

  /** All files together count, and the line is gone in the end. */
  @Test
  void severalFilesThatAreLargeTogetherHaveABarThatGoesAway() throws IOException {
    try (CaptureMerge merge = new CaptureMerge(List.of(large("a"), large("b")), NOBODY)) {
      try (Progress progress = Progress.of(merge, new PrintWriter(err), true)) {
        await().until(() -> err.toString().contains("of 80 MB"));
        assertThat(progress).isNotNull();
      }
    }
    assertThat(err.toString()).startsWith("\r[").endsWith(" \r");
  }

  @Test
  void withoutATerminalOrWithLittleToReadThereIsNone() throws IOException {
    try (CaptureMerge merge = new CaptureMerge(List.of(large("a"), large("b")), NOBODY)) {
      Progress.of(merge, new PrintWriter(err), false).close();
    }
    try (CaptureMerge merge = new CaptureMerge(List.of(large("c")), NOBODY)) {
      Progress.of(merge, new PrintWriter(err), true).close();
    }
    assertThat(err.toString()).isEmpty();
  }

  /** 40 MB, of which the disk holds only the beginning. */
  private Path large(String name) throws IOException {
    byte[] capture = new CapturedNetwork().fromCamera(1, 2, new byte[20]).bytes();
    Path file = Files.write(directory.resolve(name), capture);
    try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
      whole.setLength(40L << 20);
    }
    return file;
  }
}
