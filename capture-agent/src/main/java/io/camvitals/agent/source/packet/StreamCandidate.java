package io.camvitals.agent.source.packet;

import io.camvitals.metrics.clock.ClockRateHypothesis;
import io.camvitals.protocol.mpegts.TransportPacketSize;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The first packets of what may be an RTP stream, kept until that is known: their headers and the
 * beginnings of their payloads.
 */
public final class StreamCandidate {
  /** Packets kept; by then an H.264 or H.265 stream has shown itself as such. */
  static final int MAXIMUM_PACKETS = 32;

  /** Steps from one sequence number to the next that make a stream: three packets in order. */
  private static final int REQUIRED_STEPS = 2;

  /** Steps forward with gaps that do, where much was lost. */
  private static final int REQUIRED_WIDE_STEPS = 10;

  private static final int WIDEST_STEP = 20;

  /** No RTP clock in use is faster; MPEG-4 audio has 96 kHz, and 192 kHz is known of studios. */
  private static final long FASTEST_CLOCK = 200_000;

  /** For bursts, and for frames that are sent in another order than shown. */
  private static final long LEEWAY_NS = 2_000_000_000L;

  private static final double NS_PER_SECOND = 1e9;

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
  private int previousTimestamp;
  private int steps;
  private int wideSteps;
  private int misfits;

  /** Packets kept. */
  public int size() {
    return size;
  }

  /** Whether there is no room for another packet. */
  public boolean isFull() {
    return size == MAXIMUM_PACKETS;
  }

  /**
   * Whether enough consecutive sequence numbers were seen (RFC 3550 appendix A.1, and one more)
   * with timestamps that a clock could have made in that time, or many with gaps between them.
   */
  public boolean isConfirmed() {
    return steps >= REQUIRED_STEPS && steps > misfits
        || wideSteps >= REQUIRED_WIDE_STEPS && wideSteps > 2 * misfits;
  }

  /** Of a candidate that is not empty. */
  public long firstArrivalNs() {
    return arrivals[0];
  }

  /** About how much memory it takes. */
  public int memory() {
    return OBJECT_BYTES + bytes.length + ROW_BYTES * ends.length;
  }

  /** Keeps a packet; there must be room for it. */
  void add(UdpDatagram datagram, RtpPacket packet) {
    add(
        packet,
        datagram.payloadOffset(),
        datagram.capturedLength(),
        datagram.payloadLength(),
        datagram.arrivalNs(),
        datagram.wireSize());
  }

  /**
   * Keeps a packet; there must be room for it.
   *
   * @param packet a view of it
   * @param offset index of its first byte in the view's buffer
   * @param captured bytes of it in the buffer
   * @param length bytes that it had
   */
  public void add(
      RtpPacket packet, int offset, int captured, int length, long arrivalNs, int wireSize) {
    judge(packet, arrivalNs);
    int start = size == 0 ? 0 : ends[size - 1];
    // The padding count is the last octet, and without it the payload's size would not be known.
    // Of a transport stream every packet counts.
    int kept =
        packet.padding() || carriesTransportStream(packet)
            ? captured
            : Math.min(captured, packet.headerLength() + KEPT_BYTES);
    if (start + kept > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + kept));
    }
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, 2 * size);
      wireLengths = Arrays.copyOf(wireLengths, 2 * size);
      wireSizes = Arrays.copyOf(wireSizes, 2 * size);
      arrivals = Arrays.copyOf(arrivals, 2 * size);
    }
    packet.buffer().get(offset, bytes, start, kept);
    ends[size] = start + kept;
    wireLengths[size] = length;
    wireSizes[size] = wireSize;
    arrivals[size] = arrivalNs;
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

  private void judge(RtpPacket packet, long arrivalNs) {
    int step = packet.sequenceNumber() - previousSequence & 0xffff;
    if (size > 0 && step > 0 && step <= WIDEST_STEP) {
      long change = Math.abs((long) (packet.timestamp() - previousTimestamp));
      if (change <= possibleChange(arrivalNs - arrivals[size - 1])) {
        wideSteps++;
        steps += step == 1 ? 1 : 0;
      } else {
        misfits++;
      }
    }
    previousSequence = packet.sequenceNumber();
    previousTimestamp = packet.timestamp();
  }

  /** How far a timestamp can move in that time; all of its range after some hours. */
  private static long possibleChange(long elapsedNs) {
    double seconds = (Math.max(0, elapsedNs) + LEEWAY_NS) / NS_PER_SECOND;
    return (long) Math.min(1L << 31, seconds * FASTEST_CLOCK);
  }

  /** Forgets all packets. */
  public void clear() {
    size = 0;
    steps = 0;
    wideSteps = 0;
    misfits = 0;
  }

  /** The codec that the packets prove, "H264", "H265" or "MP2T"; empty when they prove none. */
  public String codec() {
    VideoEvidence video = new VideoEvidence();
    TransportStreamEvidence transportStream = new TransportStreamEvidence();
    replay(
        new RtpPacket(),
        (view, arrivalNs, wireSize) -> {
          video.packet(view);
          transportStream.packet(view);
        });
    return transportStream.isProven() ? "MP2T" : video.codec();
  }

  /**
   * Whether the timestamps of the first packet's source run clearly faster or slower than a clock
   * of this rate by their arrival. Few packets, or a burst, contradict nothing.
   *
   * @param clockRate units per second
   */
  public boolean contradicts(int clockRate) {
    ClockRateHypothesis hypothesis = new ClockRateHypothesis(clockRate);
    int[] source = new int[1];
    boolean[] any = new boolean[1];
    replay(
        new RtpPacket(),
        (view, arrivalNs, wireSize) -> {
          source[0] = any[0] ? source[0] : view.ssrc();
          any[0] = true;
          if (view.ssrc() == source[0]) {
            hypothesis.observe(arrivalNs, view.timestamp());
          }
        });
    return hypothesis.isContradicted();
  }

  /** Takes each packet that was kept, in the order of arrival. */
  interface Visitor {
    void packet(RtpPacket packet, long arrivalNs, int wireSize);
  }

  /** Visits the packets; {@code view} is pointed at each in turn. */
  void replay(RtpPacket view, Visitor visitor) {
    replay(
        (buffer, offset, captured, length, arrivalNs, wireSize) -> {
          view.parse(buffer, offset, captured, length);
          visitor.packet(view, arrivalNs, wireSize);
        });
  }

  /** Takes the bytes of each packet, of which the end may be missing, in the order of arrival. */
  public interface BytesVisitor {
    void packet(
        ByteBuffer buffer, int offset, int captured, int length, long arrivalNs, int wireSize);
  }

  /** Visits the packets. */
  public void replay(BytesVisitor visitor) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int start = 0;
    for (int i = 0; i < size; i++) {
      visitor.packet(buffer, start, ends[i] - start, wireLengths[i], arrivals[i], wireSizes[i]);
      start = ends[i];
    }
  }
}
