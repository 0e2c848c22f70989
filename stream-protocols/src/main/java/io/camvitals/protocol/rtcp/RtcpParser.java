package io.camvitals.protocol.rtcp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Walks through one compound packet; what it demands is there before it is read. */
final class RtcpParser {
  private static final int HEADER_LENGTH = 4;

  private final ByteBuffer bytes;
  private int position;
  private int packetStart;

  /** End of the body of the packet at hand, without its padding. */
  private int bodyEnd;

  RtcpParser(ByteBuffer buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.limit());
    bytes = buffer.duplicate().position(0).slice(offset, length).order(ByteOrder.BIG_ENDIAN);
  }

  List<RtcpPacket> parse() throws RtcpFormatException {
    List<RtcpPacket> packets = new ArrayList<>(3);
    do {
      packets.add(parsePacket());
    } while (position < bytes.limit());
    return packets;
  }

  private RtcpPacket parsePacket() throws RtcpFormatException {
    packetStart = position;
    int left = bytes.limit() - position;
    if (left < HEADER_LENGTH) {
      throw fault(RtcpFault.TOO_SHORT, left + " bytes cannot hold a header of 4");
    }
    int header = bytes.getInt(position);
    if (header >>> 30 != 2) {
      throw fault(RtcpFault.WRONG_VERSION, "version " + (header >>> 30));
    }
    int type = header >>> 16 & 0xff;
    if (type < 192 || type > 223) {
      throw fault(RtcpFault.WRONG_PACKET_TYPE, "packet type " + type);
    }
    int length = HEADER_LENGTH + 4 * (header & 0xffff);
    if (length > left) {
      throw fault(
          RtcpFault.LENGTH_OVERRUN,
          "packet type " + type + " of " + length + " bytes, but " + left + " are left");
    }
    int end = packetStart + length;
    bodyEnd = end - ((header & 0x2000_0000) != 0 ? padding(end) : 0);
    position += HEADER_LENGTH;
    RtcpPacket packet = parseBody(type, header >>> 24 & 0x1f);
    position = end;
    return packet;
  }

  private int padding(int end) throws RtcpFormatException {
    if (end != bytes.limit()) {
      throw fault(RtcpFault.PADDING_NOT_LAST, "padding, but packets follow");
    }
    int padding = bytes.get(end - 1) & 0xff;
    int bodyLength = end - packetStart - HEADER_LENGTH;
    if (padding > bodyLength || bodyLength == 0) {
      throw fault(RtcpFault.PADDING_OVERRUN, "padding in a body of " + bodyLength + " bytes");
    }
    if (padding == 0 || padding % 4 != 0) {
      throw fault(RtcpFault.WRONG_PADDING, "padding of " + padding + " bytes");
    }
    return padding;
  }

  private RtcpPacket parseBody(int type, int count) throws RtcpFormatException {
    return switch (type) {
      case SenderReport.PACKET_TYPE -> {
        demand(24, RtcpFault.BODY_TOO_SHORT, "sender report");
        int ssrc = nextInt();
        long ntpTimestamp = (long) nextInt() << 32 | nextUnsignedInt();
        yield new SenderReport(
            ssrc,
            ntpTimestamp,
            nextInt(),
            nextUnsignedInt(),
            nextUnsignedInt(),
            reports(count),
            rest());
      }
      case ReceiverReport.PACKET_TYPE -> {
        demand(4, RtcpFault.BODY_TOO_SHORT, "receiver report");
        yield new ReceiverReport(nextInt(), reports(count), rest());
      }
      case SourceDescription.PACKET_TYPE -> sourceDescription(count);
      case Goodbye.PACKET_TYPE -> goodbye(count);
      case ApplicationDefined.PACKET_TYPE -> {
        demand(8, RtcpFault.BODY_TOO_SHORT, "application-defined packet");
        int ssrc = nextInt();
        String name = new String(next(4), StandardCharsets.ISO_8859_1);
        yield new ApplicationDefined(count, ssrc, name, rest());
      }
      case FeedbackMessage.TRANSPORT, FeedbackMessage.PAYLOAD -> {
        demand(8, RtcpFault.BODY_TOO_SHORT, "feedback message");
        yield new FeedbackMessage(type, count, nextInt(), nextInt(), rest());
      }
      case ExtendedReport.PACKET_TYPE -> extendedReport();
      default -> new UnknownRtcpPacket(type, count, rest());
    };
  }

  private List<ReceptionReport> reports(int count) throws RtcpFormatException {
    demand(count * ReceptionReport.LENGTH, RtcpFault.REPORT_OVERRUN, count + " reports");
    List<ReceptionReport> reports = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int ssrc = nextInt();
      int lost = nextInt();
      reports.add(
          new ReceptionReport(
              ssrc,
              lost >>> 24,
              lost << 8 >> 8,
              nextInt(),
              nextUnsignedInt(),
              nextInt(),
              nextUnsignedInt()));
    }
    return reports;
  }

  /** An end mark that is missing at the packet's very end is forgiven: nothing is in doubt. */
  private SourceDescription sourceDescription(int count) throws RtcpFormatException {
    List<SourceDescription.Chunk> chunks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      demand(4, RtcpFault.SOURCE_OVERRUN, count + " chunks");
      int ssrc = nextInt();
      List<SourceDescription.Item> items = new ArrayList<>(1);
      while (position < bodyEnd && bytes.get(position) != 0) {
        demand(2, RtcpFault.ITEM_OVERRUN, "item's header");
        int type = bytes.get(position) & 0xff;
        int length = bytes.get(position + 1) & 0xff;
        demand(2 + length, RtcpFault.ITEM_OVERRUN, "item of " + length + " bytes");
        position += 2;
        items.add(new SourceDescription.Item(type, Octets.of(next(length))));
      }
      // At least one zero, up to the next 32-bit boundary. Packets begin on one.
      position = Math.min(bodyEnd, (position | 3) + 1);
      chunks.add(new SourceDescription.Chunk(ssrc, items));
    }
    return new SourceDescription(chunks);
  }

  private Goodbye goodbye(int count) throws RtcpFormatException {
    demand(4 * count, RtcpFault.SOURCE_OVERRUN, count + " sources");
    List<Integer> sources = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sources.add(nextInt());
    }
    if (position == bodyEnd) {
      return new Goodbye(sources, Octets.NONE);
    }
    int length = bytes.get(position) & 0xff;
    demand(1 + length, RtcpFault.REASON_OVERRUN, "reason of " + length + " bytes");
    position++;
    return new Goodbye(sources, Octets.of(next(length)));
  }

  private ExtendedReport extendedReport() throws RtcpFormatException {
    demand(4, RtcpFault.BODY_TOO_SHORT, "extended report");
    int ssrc = nextInt();
    List<ExtendedReportBlock> blocks = new ArrayList<>(2);
    while (position < bodyEnd) {
      demand(4, RtcpFault.BLOCK_OVERRUN, "block's header");
      int length = 4 * (bytes.getShort(position + 2) & 0xffff);
      int header = nextInt();
      demand(length, RtcpFault.BLOCK_OVERRUN, "block of " + length + " bytes");
      blocks.add(
          ReportBlockCodec.read(
              header >>> 24, header >>> 16 & 0xff, ByteBuffer.wrap(next(length))));
    }
    return new ExtendedReport(ssrc, blocks);
  }

  private void demand(int length, RtcpFault fault, String what) throws RtcpFormatException {
    int left = bodyEnd - position;
    if (length > left) {
      throw fault(fault, what + ", but " + left + " bytes are left in the packet");
    }
  }

  private RtcpFormatException fault(RtcpFault fault, String detail) {
    return new RtcpFormatException(fault, position, detail);
  }

  private int nextInt() {
    position += 4;
    return bytes.getInt(position - 4);
  }

  private long nextUnsignedInt() {
    return Integer.toUnsignedLong(nextInt());
  }

  private byte[] next(int length) {
    byte[] next = new byte[length];
    bytes.get(position, next);
    position += length;
    return next;
  }

  private Octets rest() {
    return Octets.of(next(bodyEnd - position));
  }
}
