package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.RtpRtcpPair;
import io.camvitals.protocol.rtsp.RtspMessageWriter;
import io.camvitals.simulator.stream.PacketPath;
import io.camvitals.simulator.truth.PacketTruth;
import java.nio.ByteBuffer;
import java.util.Optional;

/** RTP and RTCP within the RTSP connection (RFC 2326 section 10.12). */
final class InterleavedPath implements PacketPath {
  private final RtspConnection connection;
  private final RtpRtcpPair channels;

  InterleavedPath(RtspConnection connection, RtpRtcpPair channels) {
    this.connection = connection;
    this.channels = channels;
  }

  @Override
  public void sendRtp(byte[] packet, PacketTruth truth) {
    connection.sendFrame(frame(channels.rtp(), packet), Optional.of(truth));
  }

  @Override
  public void sendRtcp(byte[] packet) {
    connection.sendFrame(frame(channels.rtcp(), packet), Optional.empty());
  }

  private static ByteBuffer frame(int channel, byte[] packet) {
    ByteBuffer frame = ByteBuffer.allocate(RtspMessageWriter.FRAME_HEADER_LENGTH + packet.length);
    RtspMessageWriter.putFrameHeader(frame, channel, packet.length);
    return frame.put(packet).flip();
  }

  @Override
  public boolean idle() {
    return connection.idle();
  }

  @Override
  public boolean keepsOrder() {
    return true;
  }

  @Override
  public void close() {
    // The connection outlives the session.
  }
}
