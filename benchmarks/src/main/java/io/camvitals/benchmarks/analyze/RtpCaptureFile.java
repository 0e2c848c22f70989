package io.camvitals.benchmarks.analyze;

import io.camvitals.benchmarks.SyntheticCamera;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A capture of many RTP streams (pcap with nanoseconds, Ethernet, IPv4, UDP), of small, middling
 * and large packets, each in full. The payload type is 28 (nv, RFC 3551), which has a clock rate
 * and which no dissector looks into, so that the peers do the same work.
 */
final class RtpCaptureFile {
  static final int PAYLOAD_TYPE = 28;

  private static final int PCAP_NANOSECONDS = 0xa1b23c4d;
  private static final int ETHERNET = 1;
  private static final int SNAPLEN = 65_535;
  private static final int FIRST_SSRC = 0x5eed_0000;
  private static final int FIRST_SOURCE_PORT = 30_000;
  private static final int FIRST_DESTINATION_PORT = 42_000;
  private static final long START_NS = 1_767_225_600_000_000_000L;
  private static final int PACKETS_PER_FRAME = 14;
  private static final int[] FULL_PAYLOADS = {160, 600, 1_000, 1_400};
  private static final double LOSS = 0.001;
  private static final int BUFFER = 8 << 20;

  private record Sender(int index, SyntheticCamera camera) {}

  private final byte[] filler = new byte[1 << 16];
  private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);

  private RtpCaptureFile() {
    new Random(1).nextBytes(filler);
  }

  /** The file with that many packets and streams within the folder; written if it is not there. */
  static Path in(Path folder, int packets, int streams) throws IOException {
    Path file = folder.resolve("rtp-" + packets + "-packets-" + streams + "-streams.pcap");
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path partial = Files.createTempFile(folder, "rtp-", ".partial");
      try {
        new RtpCaptureFile().write(partial, packets, streams);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    }
    return file;
  }

  private void write(Path file, int packets, int streams) throws IOException {
    PriorityQueue<Sender> senders =
        new PriorityQueue<>(Comparator.comparingLong(sender -> sender.camera.arrivalNs()));
    for (int i = 0; i < streams; i++) {
      int payload = FULL_PAYLOADS[i % FULL_PAYLOADS.length];
      Sender sender =
          new Sender(i, new SyntheticCamera(i, START_NS, PACKETS_PER_FRAME, payload, LOSS));
      sender.camera.next();
      senders.add(sender);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.order(ByteOrder.nativeOrder()).putInt(PCAP_NANOSECONDS);
      out.putShort((short) 2).putShort((short) 4).putLong(0).putInt(SNAPLEN).putInt(ETHERNET);
      for (int i = 0; i < packets; i++) {
        if (out.remaining() < SNAPLEN) {
          flush(channel);
        }
        Sender next = senders.remove();
        writePacket(next);
        next.camera.next();
        senders.add(next);
      }
      flush(channel);
    }
  }

  private void flush(FileChannel channel) throws IOException {
    out.flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
    out.clear();
  }

  private void writePacket(Sender sender) {
    SyntheticCamera camera = sender.camera;
    int length = SyntheticCamera.OVERHEAD + camera.payloadSize();
    out.order(ByteOrder.nativeOrder());
    out.putInt((int) (camera.arrivalNs() / 1_000_000_000L));
    out.putInt((int) (camera.arrivalNs() % 1_000_000_000L));
    out.putInt(length).putInt(length);
    int start = out.position();
    out.order(ByteOrder.BIG_ENDIAN);
    out.putLong(0x0200_0000_0001_0200L).putInt(2).putShort((short) 0x0800);
    writeIpv4(length - 14, 0x0a00_0000 | sender.index + 2);
    out.putShort((short) (FIRST_SOURCE_PORT + 2 * (sender.index % 1_000)));
    out.putShort((short) (FIRST_DESTINATION_PORT + 2 * (sender.index % 1_000)));
    out.putShort((short) (length - 34)).putShort((short) 0);
    out.put((byte) 0x80);
    out.put((byte) (PAYLOAD_TYPE | (camera.isLastOfFrame() ? 0x80 : 0)));
    out.putShort((short) camera.sequenceNumber());
    out.putInt(camera.rtpTimestamp()).putInt(FIRST_SSRC + sender.index);
    out.put(filler, start & 0x7fff, camera.payloadSize());
  }

  private void writeIpv4(int totalLength, int source) {
    int at = out.position();
    out.putShort((short) 0x4500).putShort((short) totalLength).putInt(0x4000);
    out.putShort((short) (64 << 8 | 17)).putShort((short) 0).putInt(source).putInt(0x0aff_0001);
    int sum = 0;
    for (int i = 0; i < 20; i += 2) {
      sum += out.getShort(at + i) & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    out.putShort(at + 10, (short) ~((sum & 0xffff) + (sum >>> 16)));
  }
}
