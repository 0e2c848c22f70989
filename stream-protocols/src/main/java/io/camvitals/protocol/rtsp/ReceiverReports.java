package io.camvitals.protocol.rtsp;

import io.camvitals.protocol.rtcp.ReceiverReport;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.SourceDescription;
import io.camvitals.protocol.rtp.RtpPacketWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * RTCP of a receiver that only wants to be known as alive: an empty receiver report and the
 * canonical name (RFC 3550 sections 6.4.2 and 6.5.1), for each track, at an interval.
 */
final class ReceiverReports {
  private static final String CANONICAL_NAME = "camvitals";
  private static final int RTP_HEADER_LENGTH = 12;

  private final List<RtspTrack> tracks;
  private final RtspDialogue dialogue;
  private final long intervalNs;
  private final ByteBuffer report;
  private long dueNs;

  ReceiverReports(
      List<RtspTrack> tracks, RtspDialogue dialogue, Duration interval, RandomGenerator random) {
    this.tracks = tracks;
    this.dialogue = dialogue;
    this.intervalNs = interval.toNanos();
    this.report = encode(random.nextInt());
    this.dueNs = System.nanoTime() + intervalNs;
  }

  /**
   * Sends one datagram from each UDP socket, so that a firewall or address translation in between
   * lets in what the camera will send.
   */
  void openTheWay() {
    for (RtspTrack track : tracks) {
      if (track.transport() instanceof TrackTransport.Udp udp) {
        ByteBuffer empty = ByteBuffer.allocate(RTP_HEADER_LENGTH);
        new RtpPacketWriter().writeHeader(empty);
        try {
          udp.ports().sendRtp(empty.flip());
        } catch (IOException e) {
          // Not needed on most networks; where it is, PacketWatch notices the silence.
        }
        report(udp);
      }
    }
  }

  /** Sends the reports when they are due, and says when they are next. */
  long run(long nowNs) throws IOException {
    if (nowNs >= dueNs) {
      dueNs = nowNs + intervalNs;
      for (RtspTrack track : tracks) {
        send(track);
      }
    }
    return dueNs;
  }

  private void send(RtspTrack track) throws IOException {
    if (track.transport() instanceof TrackTransport.Udp udp) {
      report(udp);
    } else if (track.transport() instanceof TrackTransport.Interleaved interleaved) {
      ByteBuffer frame =
          ByteBuffer.allocate(RtspMessageWriter.FRAME_HEADER_LENGTH + report.remaining());
      int channel = interleaved.channels().rtcp();
      RtspMessageWriter.putFrameHeader(frame, channel, report.remaining());
      dialogue.write(frame.put(report.duplicate()).flip());
    }
  }

  /** A report that cannot leave is no reason to end a session whose packets flow. */
  private void report(TrackTransport.Udp udp) {
    try {
      udp.ports().sendRtcp(report.duplicate());
    } catch (IOException e) {
      // The next one may; if the camera stops without them, PacketWatch notices.
    }
  }

  private static ByteBuffer encode(int ssrc) {
    RtcpCompound compound =
        RtcpCompound.of(
            new ReceiverReport(ssrc, List.of()), SourceDescription.ofCname(ssrc, CANONICAL_NAME));
    return ByteBuffer.wrap(compound.encode());
  }
}
