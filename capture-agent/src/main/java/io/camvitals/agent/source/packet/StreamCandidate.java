package io.camvitals.agent.source.packet;

import io.camvitals.protocol.mpegts.TransportPacketSize;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first packets of what may be an RTP stream, kept until that is known: their headers and the
 * beginnings of their payloads.
 */
final class StreamCandidate {
  /** Packets kept; by then an H.264 or H.265 stream has shown itself as such. */
  static final int MAXIMUM_PACKETS = 32;

  /** Steps from one sequence number to the next that make a stream: three packets in order. */
  private static final int REQUIRED_STEPS = 2;

  private static final int KEPT_BYTES = 160;

  private static final int OBJECT_BYTES = 512;
  private static final int ROW_BYTES = 20;

  private byte[] bytes = new byte[0];
  private int[] ends = new int[4];
  private int[] wireLengths = new int[4];
  private int[] wireSizes = new int[4];
  private long[] arrivals = new long[4];
  private int size;
  private int previousSequence;
  private int steps;

  int size() {
    return size;
  }

  boolean isFull() {
    return size == MAXIMUM_PACKETS;
  }

  /**
   * Whether enough consecutive sequence numbers were seen (RFC 3550 appendix A.1, and one more).
   */
  boolean isConfirmed() {
    return steps >= REQUIRED_STEPS;
  }

  long firstArrivalNs() {
    return arrivals[0];
  }

  /** About how much memory it takes. */
  int memory() {
    return OBJECT_BYTES + bytes.length + ROW_BYTES * ends.length;
  }

  /** Keeps a packet; there must be room for it. */
  void add(UdpDatagram datagram, RtpPacket packet) {
    int sequence = packet.sequenceNumber();
    if (size > 0 && (sequence - previousSequence & 0xffff) == 1) {
      steps++;
    }
    previousSequence = sequence;
    int start = size == 0 ? 0 : ends[size - 1];
    // The padding count is the last octet, and without it the payload's size would not be known. Of
    // a
    // transport stream every packet counts.
    int kept =
        packet.padding() || carriesTransportStream(packet)
            ? datagram.capturedLength()
            : Math.min(
                datagram.capturedLength(),
                packet.payloadOffset() - datagram.payloadOffset() + KEPT_BYTES);
    if (start + kept > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + kept));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      wireLengths = Arrays.copyOf(wireLengths, 2 * size);
      wireSizes = Arrays.copyOf(wireSizes, 2 * size);
      arrivals = Arrays.copyOf(arrivals, 2 * size);
    }
    datagram.buffer().get(datagram.payloadOffset(), bytes, start, kept);
    ends[size] = start + kept;
    wireLengths[size] = datagram.payloadLength();
    wireSizes[size] = datagram.wireSize();
    arrivals[size] = datagram.arrivalNs();
    size++;
  }

  private static boolean carriesTransportStream(RtpPacket packet) {
    return TransportPacketSize.of(
            packet.buffer(),
            packet.payloadOffset(),
            packet.capturedPayloadLength(),
            packet.payloadLength())
        != null;
  }

  /** Forgets all packets. */
  void clear() {
    size = 0;
    steps = 0;
  }

  /** Takes each packet that was kept, in the order of arrival. */
  interface Visitor {
    void packet(RtpPacket packet, long arrivalNs, int wireSize);
  }

  /** Visits the packets; {@code view} is pointed at each in turn. */
  void replay(RtpPacket view, Visitor visitor) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int start = 0;
    for (int i = 0; i < size; i++) {
      view.parse(buffer, start, ends[i] - start, wireLengths[i]);
      visitor.packet(view, arrivals[i], wireSizes[i]);
      start = ends[i];
    }
  }
}
