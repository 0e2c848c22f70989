package io.camvitals.agent.source.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.CaptureWriter;
import io.camvitals.agent.source.packet.CapturedPacket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureMergeTest {
  private static final int START = 1_700_000_000;

  @TempDir Path directory;
  private final List<Path> temporary = new ArrayList<>();

  /** What a handler is told, in words. */
  private static final class Heard implements CaptureMerge.Handler {
    private final List<String> packets = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    @Override
    public void opened(CaptureReader reader) {
      files.add("+" + reader.file().getFileName());
    }

    @Override
    public void packet(CaptureReader reader, CapturedPacket packet) {
      packets.add(reader.file().getFileName() + "#" + packet.frameNumber());
      times.add(packet.timestampNs());
    }

    @Override
    public void ended(CaptureReader reader) {
      files.add("-" + reader.file().getFileName());
    }

    @Override
    public void failed(IOException failure) {
      failures.add(failure.getMessage());
    }
  }

  @Test
  void filesThatFollowOneAnotherAreReadOneAfterTheOtherWhateverTheirNames() throws IOException {
    Path late = capture("a", 2_000, 2_100);
    Path early = capture("b", 0, 100);
    Path middle = capture("c", 1_000, 1_100);
    Heard heard = new Heard();
    try (CaptureMerge merge = new CaptureMerge(List.of(late, early, middle), heard)) {
      merge.read();
      assertThat(merge.overlaps()).isEmpty();
      assertThat(merge.progress()).isEqualTo(merge.size()).isEqualTo(3 * Files.size(late));
    }
    assertThat(heard.packets).containsExactly("b#1", "b#2", "c#1", "c#2", "a#1", "a#2");
    assertThat(heard.files).containsExactly("+b", "-b", "+c", "-c", "+a", "-a");
  }

  @Test
  void filesOfOneMomentAreMergedByTimeAndTold() throws IOException {
    Path one = capture("one", 0, 200, 400, 3_000);
    Path two = capture("two", 100, 200, 300, 2_500);
    Heard heard = new Heard();
    try (CaptureMerge merge = new CaptureMerge(List.of(two, one), heard)) {
      merge.read();
      assertThat(merge.overlaps())
          .containsExactly(new CaptureMerge.Overlap(one, two, 2_400_000_000L));
    }
    assertThat(heard.packets)
        .containsExactly("one#1", "two#1", "one#2", "two#2", "two#3", "one#3", "two#4", "one#4");
  }

  @Test
  void aFileThatBeginsWithADamagedTimeHasItsPlaceAndHoldsUpNone() throws IOException {
    Path damaged = capture("damaged", 900_000_000, 1_000, 1_100, 900_000_000, 1_200);
    Path before = capture("before", 0, 1_050, 1_150, 1_300);
    Heard heard = new Heard();
    try (CaptureMerge merge = new CaptureMerge(List.of(damaged, before), heard)) {
      merge.read();
    }
    assertThat(heard.packets)
        .containsExactly(
            "before#1",
            "damaged#1",
            "damaged#2",
            "before#2",
            "damaged#3",
            "damaged#4",
            "before#3",
            "damaged#5",
            "before#4");
  }

  @Test
  void whatCannotBeReadIsToldAndTheRestRead() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no capture at all");
    Heard heard = new Heard();
    try (CaptureMerge merge =
        new CaptureMerge(List.of(text, directory.resolve("missing"), capture("good", 0)), heard)) {
      merge.read();
    }
    assertThat(heard.failures)
        .hasSize(2)
        .anyMatch(failure -> failure.contains("this is no pcap or pcapng file"));
    assertThat(heard.packets).containsExactly("good#1");
  }

  @Test
  void packetsWithoutATimeComeLastAndInOrder() throws IOException {
    Path untimed =
        Files.write(
            directory.resolve("untimed"),
            new CaptureWriter(ByteOrder.LITTLE_ENDIAN)
                .section()
                .describeInterface(1, 0)
                .simplePacket(4, new byte[4])
                .simplePacket(4, new byte[4])
                .bytes());
    Heard heard = new Heard();
    try (CaptureMerge merge = new CaptureMerge(List.of(untimed, capture("timed", 0, 100)), heard)) {
      merge.read();
      assertThat(merge.overlaps()).isEmpty();
    }
    assertThat(heard.packets).containsExactly("timed#1", "timed#2", "untimed#1", "untimed#2");
  }

  @Test
  void packedFilesAreMergedToo() throws IOException {
    Path one = capture("one", 0, 200);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(Files.readAllBytes(capture("two", 100, 300)));
    }
    Path two = Files.write(directory.resolve("two.gz"), packed.toByteArray());
    Heard heard = new Heard();
    try (CaptureMerge merge = new CaptureMerge(List.of(two, one), heard)) {
      merge.read();
    }
    assertThat(heard.packets).containsExactly("one#1", "two.gz#1", "one#2", "two.gz#2");
  }

  /** One capture dealt to several files at random comes back in its order. */
  @Property(tries = 100)
  void whatWasDealtComesBackInOrder(@ForAll Random random) throws IOException {
    int count = 1 + random.nextInt(6);
    List<List<Integer>> dealt = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      dealt.add(new ArrayList<>());
    }
    int total = random.nextInt(200);
    for (int i = 0; i < total; i++) {
      dealt.get(random.nextInt(count)).add(i * 10);
    }
    List<Path> files = new ArrayList<>();
    for (List<Integer> times : dealt) {
      Path file = Files.createTempFile("camvitals", ".pcap");
      temporary.add(file);
      files.add(Files.write(file, bytes(times.stream().mapToInt(Integer::intValue).toArray())));
    }
    Collections.shuffle(files, random);
    Heard heard = new Heard();
    try (CaptureMerge merge = new CaptureMerge(files, heard)) {
      merge.read();
    }
    assertThat(heard.times).hasSize(total).isSorted();
    assertThat(heard.failures).isEmpty();
  }

  @AfterProperty
  void deleteTemporaryFiles() throws IOException {
    for (Path file : temporary) {
      Files.deleteIfExists(file);
    }
  }

  private Path capture(String name, int... milliseconds) throws IOException {
    return Files.write(directory.resolve(name), bytes(milliseconds));
  }

  private static byte[] bytes(int... milliseconds) {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 65_535, 1);
    Arrays.stream(milliseconds)
        .forEach(
            ms -> writer.pcapRecord(START + ms / 1_000, ms % 1_000 * 1_000, 4, 4, new byte[4]));
    return writer.bytes();
  }
}
