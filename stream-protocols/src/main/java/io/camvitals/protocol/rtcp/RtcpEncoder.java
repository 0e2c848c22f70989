package io.camvitals.protocol.rtcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the packets of one compound behind each other. */
final class RtcpEncoder {
  private static final int VERSION_2 = 2 << 6;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] encode(List<RtcpPacket> packets) {
    packets.forEach(this::encode);
    return out.toByteArray();
  }

  private void encode(RtcpPacket packet) {
    RtcpEncoder body = new RtcpEncoder();
    int count = body.encodeBody(packet);
    while (body.out.size() % 4 != 0) {
      body.out.write(0);
    }
    Limits.check("words of a packet's body", body.out.size() / 4, 0, 0xffff);
    putInt((VERSION_2 | count) << 24 | packet.packetType() << 16 | body.out.size() / 4);
    out.writeBytes(body.out.toByteArray());
  }

  /** Writes what follows the four-byte header and returns the header's five-bit count. */
  private int encodeBody(RtcpPacket packet) {
    if (packet instanceof SenderReport report) {
      putInt(report.ssrc());
      putInt((int) (report.ntpTimestamp() >>> 32));
      putInt((int) report.ntpTimestamp());
      putInt(report.rtpTimestamp());
      putInt((int) report.packetCount());
      putInt((int) report.octetCount());
      putReports(report.reports());
      put(report.extension());
      return report.reports().size();
    } else if (packet instanceof ReceiverReport report) {
      putInt(report.ssrc());
      putReports(report.reports());
      put(report.extension());
      return report.reports().size();
    } else if (packet instanceof SourceDescription description) {
      description.chunks().forEach(this::putChunk);
      return description.chunks().size();
    } else if (packet instanceof Goodbye goodbye) {
      goodbye.sources().forEach(this::putInt);
      if (goodbye.reason().length() > 0) {
        out.write(goodbye.reason().length());
        put(goodbye.reason());
      }
      return goodbye.sources().size();
    } else if (packet instanceof ApplicationDefined application) {
      putInt(application.ssrc());
      out.writeBytes(application.name().getBytes(StandardCharsets.ISO_8859_1));
      put(application.data());
      return application.subtype();
    } else if (packet instanceof FeedbackMessage feedback) {
      putInt(feedback.senderSsrc());
      putInt(feedback.mediaSsrc());
      put(feedback.controlInformation());
      return feedback.format();
    } else if (packet instanceof ExtendedReport report) {
      putInt(report.ssrc());
      for (ExtendedReportBlock block : report.blocks()) {
        out.writeBytes(ReportBlockCodec.bytes(block));
      }
      return 0;
    }
    UnknownRtcpPacket unknown = (UnknownRtcpPacket) packet;
    put(unknown.body());
    return unknown.count();
  }

  private void putReports(List<ReceptionReport> reports) {
    for (ReceptionReport report : reports) {
      putInt(report.ssrc());
      putInt(report.fractionLost() << 24 | report.cumulativeLost() & 0xff_ffff);
      putInt(report.extendedHighestSequence());
      putInt((int) report.interarrivalJitter());
      putInt(report.lastSenderReport());
      putInt((int) report.delaySinceLastSenderReport());
    }
  }

  private void putChunk(SourceDescription.Chunk chunk) {
    putInt(chunk.ssrc());
    for (SourceDescription.Item item : chunk.items()) {
      out.write(item.type());
      out.write(item.value().length());
      put(item.value());
    }
    do {
      out.write(0);
    } while (out.size() % 4 != 0);
  }

  private void put(Octets octets) {
    out.writeBytes(octets.toByteArray());
  }

  private void putInt(int value) {
    out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
  }
}
