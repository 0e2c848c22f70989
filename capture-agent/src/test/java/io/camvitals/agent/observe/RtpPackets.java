package io.camvitals.agent.observe;

import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpPacketWriter;
import io.camvitals.protocol.rtp.RtpParseResult;
import java.nio.ByteBuffer;

/** Packets and identities for tests. */
public final class RtpPackets {
  private RtpPackets() {}

  /** The stream of a camera on the interface "rtsp". */
  public static StreamIdentity stream(String camera, int ssrc) {
    return StreamIdentity.newBuilder()
        .setVantagePoint(VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("rtsp"))
        .setCameraId(camera)
        .setTransport(Transport.TRANSPORT_UDP)
        .setSsrc(ssrc)
        .setPayloadType(96)
        .setCodec("H264")
        .setClockRate(90_000)
        .setSignalled(true)
        .build();
  }

  /** A parsed packet. */
  public static RtpPacket packet(
      int ssrc, int sequence, int timestamp, boolean marker, int... payload) {
    byte[] bytes = new byte[payload.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) payload[i];
    }
    byte[] packet =
        new RtpPacketWriter()
            .payloadType(96)
            .ssrc(ssrc)
            .sequenceNumber(sequence)
            .timestamp(timestamp)
            .marker(marker)
            .packet(bytes);
    RtpPacket parsed = new RtpPacket();
    if (parsed.parse(ByteBuffer.wrap(packet), 0, packet.length) != RtpParseResult.OK) {
      throw new AssertionError("the test's own packet is malformed");
    }
    return parsed;
  }
}
