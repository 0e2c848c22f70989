package io.camvitals.simulator.stream;

import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import io.camvitals.simulator.truth.PacketTruth;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** A way that keeps all it was handed, and refuses what it is told to refuse. */
final class RecordingPath implements PacketPath {
  /** A packet and when it left. */
  record Sent(long timeNs, RtpPacket packet) {}

  final List<Sent> sent = new ArrayList<>();
  final List<byte[]> rtcp = new ArrayList<>();
  private final Timers timers;
  private final boolean keepsOrder;
  private IntPredicate refuses = handedOver -> false;
  private int handedOver;

  RecordingPath(Timers timers, boolean keepsOrder) {
    this.timers = timers;
    this.keepsOrder = keepsOrder;
  }

  /** From now on refuses packets by the count of those handed over before. */
  void refuse(IntPredicate which) {
    refuses = which;
  }

  @Override
  public void sendRtp(byte[] bytes, PacketTruth truth) {
    if (refuses.test(handedOver++)) {
      truth.failed();
      return;
    }
    RtpPacket packet = new RtpPacket();
    if (packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length) != RtpParseResult.OK) {
      throw new IllegalStateException("no RTP");
    }
    sent.add(new Sent(timers.nanoTime(), packet));
    truth.sent();
  }

  @Override
  public void sendRtcp(byte[] packet) {
    rtcp.add(packet);
  }

  @Override
  public boolean idle() {
    return true;
  }

  @Override
  public boolean keepsOrder() {
    return keepsOrder;
  }

  @Override
  public void close() {}
}
