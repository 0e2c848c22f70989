package io.camvitals.jobs.quality;

import com.google.protobuf.ByteString;
import io.camvitals.event.PacketBatchBuilder;
import io.camvitals.event.PacketFlags;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;

/**
 * A camera's stream as an agent records it: 100 packets a second, 4 to a frame, until told
 * otherwise.
 */
final class TestStream {
  /** A whole minute. */
  static final long START_NS = 1_767_323_040_000_000_000L;

  static final long MS = 1_000_000L;
  static final long SECOND = 1_000 * MS;
  static final long PACKET_INTERVAL_NS = 10 * MS;
  static final int PACKETS_PER_FRAME = 4;
  static final int PAYLOAD = 1_000;
  static final int OVERHEAD = 54;

  StreamIdentity identity;
  private PacketBatchBuilder batch;
  private long offset;

  TestStream(String camera, int ssrc) {
    this(identity(camera, ssrc));
  }

  TestStream(StreamIdentity identity) {
    this.identity = identity;
    this.batch = new PacketBatchBuilder(identity, 4_096);
  }

  static StreamIdentity identity(String camera, int ssrc) {
    return StreamIdentity.newBuilder()
        .setVantagePoint(
            VantagePoint.newBuilder().setSite("site-1").setAgent("agent-1").setInterface("rtsp"))
        .setCameraId(camera)
        .setMedia("video")
        .setTransport(Transport.TRANSPORT_UDP)
        .setSource(endpoint(7, 5_000))
        .setDestination(endpoint(1, 6_000))
        .setSsrc(ssrc)
        .setPayloadType(96)
        .setCodec("H264")
        .setClockRate(90_000)
        .setSignalled(true)
        .build();
  }

  private static Endpoint.Builder endpoint(int host, int port) {
    return Endpoint.newBuilder()
        .setAddress(ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, (byte) host}))
        .setPort(port);
  }

  /** Appends packet number n, which arrives when its turn is. */
  TestStream packet(int n) {
    return packet(n, START_NS + n * PACKET_INTERVAL_NS);
  }

  TestStream packet(int n, long arrivalNs) {
    int frame = n / PACKETS_PER_FRAME;
    int flags =
        switch (n % PACKETS_PER_FRAME) {
          case 0 -> PacketFlags.FRAME_START | (frame % 25 == 0 ? PacketFlags.KEY_FRAME : 0);
          case PACKETS_PER_FRAME - 1 -> PacketFlags.MARKER;
          default -> 0;
        };
    batch.append(arrivalNs, n & 0xffff, frame * 3_600, PAYLOAD, OVERHEAD, flags);
    return this;
  }

  /** Appends packets from (inclusive) to (exclusive). */
  TestStream packets(int from, int to) {
    for (int n = from; n < to; n++) {
      packet(n);
    }
    return this;
  }

  TestStream dropped(long packets) {
    batch.addCaptureDropped(packets);
    return this;
  }

  int rows() {
    return batch.rows();
  }

  /** The open batch as the next record of its partition. */
  KafkaRecord record() {
    return new KafkaRecord(key(), batch.build(), "packets", 3, offset++);
  }

  /** More was learned of the stream. */
  TestStream identity(StreamIdentity learned) {
    identity = learned;
    batch.identity(learned);
    return this;
  }

  /** As if the agent was started again. */
  TestStream restartAgent() {
    batch = new PacketBatchBuilder(identity, 4_096);
    return this;
  }

  byte[] key() {
    return StreamKeys.of(identity).getBytes(StandardCharsets.UTF_8);
  }
}
