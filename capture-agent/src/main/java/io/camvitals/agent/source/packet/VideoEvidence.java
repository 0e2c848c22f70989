package io.camvitals.agent.source.packet;

import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * Looks whether packets of a dynamic payload type are H.264 (RFC 6184) or H.265 (RFC 7798). Nothing
 * but proof counts: no payload header may contradict the format, and there must be parameter sets,
 * or at least two whole fragmented units that begin with a new timestamp and end in order.
 * Encrypted or other payloads fail within a few packets.
 */
final class VideoEvidence {
  private static final int REQUIRED_UNITS = 2;

  private boolean h264Possible = true;
  private boolean h265Possible = true;
  private int h264ParameterSets;
  private int h265ParameterSets;
  private int h264Units;
  private int h265Units;

  private boolean anyPacket;
  private int previousSequence;
  private int previousTimestamp;
  private boolean fragmentOpen;
  private int packets;

  /** {@code H264}, {@code H265}, or empty when neither is proven. */
  String codec() {
    if (h264Possible
        && (h264ParameterSets == 0b11 && packets >= 3 || h264Units >= REQUIRED_UNITS)) {
      return "H264";
    }
    if (h265Possible
        && (Integer.bitCount(h265ParameterSets) >= 2 && packets >= 3
            || h265Units >= REQUIRED_UNITS)) {
      return "H265";
    }
    return "";
  }

  /** Takes the next packet of the stream. */
  void packet(RtpPacket packet) {
    int length = packet.capturedPayloadLength();
    if (packet.payloadLength() == 0) {
      return;
    }
    packets++;
    if (length < 2) {
      h264Possible = false;
      h265Possible = false;
      return;
    }
    boolean follows = anyPacket && (packet.sequenceNumber() - previousSequence & 0xffff) == 1;
    boolean newFrame = anyPacket && packet.timestamp() != previousTimestamp;
    if (!follows) {
      fragmentOpen = false;
    }
    if (h264Possible) {
      h264Possible = h264(packet, newFrame, follows);
    }
    if (h265Possible) {
      h265Possible = h265(packet, newFrame, follows);
    }
    anyPacket = true;
    previousSequence = packet.sequenceNumber();
    previousTimestamp = packet.timestamp();
  }

  /** False when it cannot be H.264. */
  private boolean h264(RtpPacket packet, boolean newFrame, boolean follows) {
    ByteBuffer buffer = packet.buffer();
    int offset = packet.payloadOffset();
    int header = buffer.get(offset) & 0xff;
    if (header >= 0x80) {
      return false;
    }
    int type = header & 0x1f;
    return switch (type) {
      case 1, 5, 6, 9, 10, 11, 12 -> true;
      case 7 -> {
        h264ParameterSets |= isH264Profile(buffer.get(offset + 1) & 0xff) ? 1 : 0;
        yield true;
      }
      case 8 -> {
        h264ParameterSets |= 2;
        yield true;
      }
      case 24 -> aggregated(packet, 1, false);
      case 28 -> {
        int fragment = buffer.get(offset + 1) & 0xff;
        int unit = fragment & 0x1f;
        if ((fragment & 0x20) != 0 || unit == 0 || unit > 12) {
          yield false;
        }
        int whole = fragment(fragment, newFrame, follows);
        h264Units += Math.max(0, whole);
        yield whole >= 0;
      }
      default -> false;
    };
  }

  /** False when it cannot be H.265. */
  private boolean h265(RtpPacket packet, boolean newFrame, boolean follows) {
    ByteBuffer buffer = packet.buffer();
    int offset = packet.payloadOffset();
    int header = buffer.getShort(offset) & 0xffff;
    if (!isH265Header(header)) {
      return false;
    }
    int type = header >>> 9;
    if (type == 48) {
      return aggregated(packet, 2, true);
    }
    if (type == 49) {
      if (packet.capturedPayloadLength() < 3) {
        return false;
      }
      int fragment = buffer.get(offset + 2) & 0xff;
      if (!isH265Unit(fragment & 0x3f)) {
        return false;
      }
      int whole = fragment(fragment, newFrame, follows);
      h265Units += Math.max(0, whole);
      return whole >= 0;
    }
    if (type >= 32 && type <= 34) {
      h265ParameterSets |= 1 << (type - 32);
    }
    return isH265Unit(type);
  }

  /** The F bit and the layer are 0 and the temporal id is not. */
  private static boolean isH265Header(int header) {
    return (header & 0x81f8) == 0 && (header & 7) != 0;
  }

  private static boolean isH265Unit(int type) {
    return type <= 9 || type >= 16 && type <= 21 || type >= 32 && type <= 40;
  }

  /**
   * A fragment with start and end bits 7 and 6: 1 when it completes a unit that was seen from its
   * start, 0 when it fits, -1 when it contradicts.
   */
  private int fragment(int header, boolean newFrame, boolean follows) {
    boolean start = (header & 0x80) != 0;
    boolean end = (header & 0x40) != 0;
    if (start && end || follows && newFrame && !start || follows && fragmentOpen && start) {
      return -1;
    }
    boolean whole = end && fragmentOpen;
    fragmentOpen = !end && (start || fragmentOpen);
    return whole ? 1 : 0;
  }

  /** Several units, each behind its 16-bit length; they must fill the payload exactly. */
  private boolean aggregated(RtpPacket packet, int headerLength, boolean h265) {
    ByteBuffer buffer = packet.buffer();
    int index = packet.payloadOffset() + headerLength;
    int captured = packet.payloadOffset() + packet.capturedPayloadLength();
    int end = packet.payloadOffset() + packet.payloadLength();
    while (index + 2 + headerLength <= captured) {
      int length = buffer.getShort(index) & 0xffff;
      if (length < headerLength || index + 2 + length > end) {
        return false;
      }
      int header = buffer.get(index + 2) & 0xff;
      if (h265) {
        int type = header >>> 1;
        if (!isH265Header(buffer.getShort(index + 2) & 0xffff) || !isH265Unit(type)) {
          return false;
        }
        h265ParameterSets |= type >= 32 && type <= 34 ? 1 << (type - 32) : 0;
      } else {
        int type = header & 0x1f;
        if (header >= 0x80 || type == 0 || type > 12) {
          return false;
        }
        h264ParameterSets |= type == 7 ? 1 : type == 8 ? 2 : 0;
      }
      index += 2 + length;
    }
    return index == end || captured < end;
  }

  private static boolean isH264Profile(int profile) {
    return switch (profile) {
      case 44, 66, 77, 83, 86, 88, 100, 110, 118, 122, 128, 138, 139, 244 -> true;
      default -> false;
    };
  }
}
