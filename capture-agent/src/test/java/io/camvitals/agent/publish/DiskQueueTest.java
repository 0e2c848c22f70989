package io.camvitals.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.observe.RtpPackets;
import io.camvitals.event.PacketBatchBuilder;
import io.camvitals.event.Topic;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskQueueTest {
  private static final long MIB = 1 << 20;

  @TempDir Path directory;
  private final List<QueueSegment> unreadable = new ArrayList<>();

  private static OutgoingRecord outgoing(int number) {
    return new OutgoingRecord(Topic.FRAMES, "camera-ü-" + number, new byte[number % 50]);
  }

  private static OutgoingRecord batch(int packets) {
    PacketBatchBuilder builder = new PacketBatchBuilder(RtpPackets.stream("gate", 7), packets);
    for (int i = 0; i < packets; i++) {
      builder.append(i, i, i, 1_000, 40, 0);
    }
    return new OutgoingRecord(Topic.PACKETS, "gate", builder.build());
  }

  private static void assertSame(OutgoingRecord actual, OutgoingRecord expected) {
    assertThat(actual.topic()).isEqualTo(expected.topic());
    assertThat(actual.key()).isEqualTo(expected.key());
    assertThat(actual.value()).isEqualTo(expected.value());
  }

  private static List<Path> files(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.queue")) {
      found.forEach(files::add);
    }
    return files;
  }

  @Property(tries = 50)
  void itIsAQueue(@ForAll List<Boolean> offers) throws IOException {
    Path own = Files.createTempDirectory("disk-queue");
    ArrayDeque<OutgoingRecord> model = new ArrayDeque<>();
    int next = 0;
    try (DiskQueue queue = new DiskQueue(own, 8_000, unreadable::add)) {
      for (boolean offer : offers) {
        if (offer) {
          for (int i = 0; i < 20; i++) {
            OutgoingRecord offered = outgoing(next++);
            if (queue.offer(offered)) {
              model.addLast(offered);
            }
          }
        } else {
          for (int i = 0; i < 15 && !model.isEmpty(); i++) {
            assertSame(queue.peek(), model.removeFirst());
            queue.remove();
          }
        }
        assertThat(queue.records()).isEqualTo(model.size());
        assertThat(queue.bytes()).isBetween(0L, 8_000L);
      }
      while (!model.isEmpty()) {
        assertSame(queue.peek(), model.removeFirst());
        queue.remove();
      }
      assertThat(queue.peek()).isNull();
      assertThat(queue.bytes()).isZero();
      assertThat(files(own)).isEmpty();
    }
    Files.delete(own.resolve("lock"));
    Files.delete(own);
  }

  @Test
  void whatCannotBeReadBackIsCounted() throws IOException {
    try (DiskQueue queue = new DiskQueue(directory, MIB, unreadable::add)) {
      OutgoingRecord first = batch(10);
      queue.offer(first);
      queue.offer(batch(20));
      queue.offer(outgoing(1));
      Path file = files(directory).get(0);
      byte[] bytes = Files.readAllBytes(file);
      bytes[(int) QueueSegment.encodedSize(first) + 40] ^= 1;
      Files.write(file, bytes, StandardOpenOption.WRITE);

      assertSame(queue.peek(), first);
      queue.remove();
      assertThat(queue.peek()).isNull();
      assertThat(queue.isEmpty()).isTrue();
      assertThat(unreadable).hasSize(1);
      assertThat(unreadable.get(0).unreadPackets()).isEqualTo(20);
      assertThat(unreadable.get(0).unreadRecords(Topic.PACKETS)).isEqualTo(1);
      assertThat(unreadable.get(0).unreadRecords(Topic.FRAMES)).isEqualTo(1);
    }
  }

  @Test
  void aFileThatWasCutIsCounted() throws IOException {
    try (DiskQueue queue = new DiskQueue(directory, MIB, unreadable::add)) {
      queue.offer(batch(10));
      Files.write(files(directory).get(0), new byte[3], StandardOpenOption.TRUNCATE_EXISTING);
      assertThat(queue.peek()).isNull();
      assertThat(unreadable.get(0).unreadPackets()).isEqualTo(10);
    }
  }

  @Test
  void whatAnEarlierProcessLeftIsRemoved() throws IOException {
    Files.write(directory.resolve("0000000000000000007.queue"), new byte[100]);
    try (DiskQueue queue = new DiskQueue(directory, MIB, unreadable::add)) {
      assertThat(queue.peek()).isNull();
      assertThat(files(directory)).isEmpty();
    }
  }

  @Test
  void twoAgentsCannotShareADirectory() throws IOException {
    try (DiskQueue queue = new DiskQueue(directory, MIB, unreadable::add)) {
      assertThat(queue.isEmpty()).isTrue();
      assertThatThrownBy(() -> new DiskQueue(directory, MIB, unreadable::add))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "the queue directory "
                  + directory
                  + " is in use by another agent; give each its own");
    }
  }

  @Test
  void aFullDiskTakesNoMoreAndLosesNothing() throws Exception {
    // Mounting takes root; without it, the bound alone is tested, above.
    assumeTrue(
        RequiredTool.succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "test", mountPoint()));
    try (DiskQueue queue = new DiskQueue(directory, MIB, unreadable::add)) {
      int taken = 0;
      while (queue.offer(batch(64))) {
        taken++;
      }
      assertThat(taken).isPositive();
      assertThat(queue.bytes()).isLessThan(64 << 10);
      assertThat(queue.offer(batch(64))).isFalse();
      for (int i = 0; i < taken; i++) {
        assertSame(queue.peek(), batch(64));
        queue.remove();
      }
      assertThat(queue.peek()).isNull();
      assertThat(queue.offer(batch(64))).as("there is room again").isTrue();
    } finally {
      assertThat(RequiredTool.succeeds("umount", mountPoint())).isTrue();
    }
  }

  private String mountPoint() {
    return directory.toString();
  }
}
