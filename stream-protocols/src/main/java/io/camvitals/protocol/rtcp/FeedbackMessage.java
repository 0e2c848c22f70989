package io.camvitals.protocol.rtcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver asks of a sender at once (RFC 4585 section 6.1): packets again, a key frame, a
 * lower bit rate.
 *
 * @param packetType {@link #TRANSPORT} or {@link #PAYLOAD}
 * @param format the feedback message type (FMT), 0 to 31
 * @param senderSsrc who asks
 * @param mediaSsrc whom it is about; 0 where the message names its sources itself
 * @param controlInformation a multiple of 4 bytes
 */
public record FeedbackMessage(
    int packetType, int format, int senderSsrc, int mediaSsrc, Octets controlInformation)
    implements RtcpPacket {
  /** RTPFB. */
  public static final int TRANSPORT = 205;

  /** PSFB. */
  public static final int PAYLOAD = 206;

  private static final int REMB = 0x52454d42;
  private static final int ENTRY_LENGTH = 4;
  private static final int FIR_ENTRY_LENGTH = 8;

  /** What is asked. */
  public enum Kind {
    /** Packets again (RFC 4585 section 6.2.1). */
    NACK("nack"),
    /** Another bit rate (RFC 5104 section 4.2.1). */
    TMMBR("tmmbr"),
    /** The answer to that. */
    TMMBN("tmmbn"),
    /** Arrival times for congestion control (draft-holmer-rmcat-transport-wide-cc-extensions). */
    TRANSPORT_CC("transport-cc"),
    /** A picture was lost (RFC 4585 section 6.3.1): most senders answer with a key frame. */
    PLI("pli"),
    /** Slices were lost. */
    SLI("sli"),
    /** Which pictures may be referred to. */
    RPSI("rpsi"),
    /** A key frame (RFC 5104 section 4.3.1). */
    FIR("fir"),
    /** What the receiver thinks the path can carry (draft-alvestrand-rmcat-remb). */
    REMB("remb"),
    OTHER("other");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** A stable lower-case name. */
    public String text() {
      return text;
    }
  }

  public FeedbackMessage {
    Limits.check("packet type", packetType, TRANSPORT, PAYLOAD);
    Limits.check("format", format, 0, Limits.HIGHEST_COUNT);
    Limits.checkWords("control information", controlInformation);
  }

  public Kind kind() {
    if (packetType == TRANSPORT) {
      return switch (format) {
        case 1 -> Kind.NACK;
        case 3 -> Kind.TMMBR;
        case 4 -> Kind.TMMBN;
        case 15 -> Kind.TRANSPORT_CC;
        default -> Kind.OTHER;
      };
    }
    return switch (format) {
      case 1 -> Kind.PLI;
      case 2 -> Kind.SLI;
      case 3 -> Kind.RPSI;
      case 4 -> Kind.FIR;
      case 15 -> isRemb() ? Kind.REMB : Kind.OTHER;
      default -> Kind.OTHER;
    };
  }

  private boolean isRemb() {
    return controlInformation.length() >= 8
        && ByteBuffer.wrap(controlInformation.toByteArray()).getInt(0) == REMB;
  }

  /** The sequence numbers that a NACK asks for; of any other kind none. */
  public List<Integer> requestedSequenceNumbers() {
    List<Integer> requested = new ArrayList<>();
    if (kind() == Kind.NACK) {
      ByteBuffer entries = ByteBuffer.wrap(controlInformation.toByteArray());
      for (int at = 0; at + ENTRY_LENGTH <= entries.limit(); at += ENTRY_LENGTH) {
        int first = entries.getShort(at) & 0xffff;
        int following = entries.getShort(at + 2) & 0xffff;
        requested.add(first);
        for (int bit = 0; bit < 16; bit++) {
          if ((following >>> bit & 1) != 0) {
            requested.add(first + bit + 1 & 0xffff);
          }
        }
      }
    }
    return requested;
  }

  /** Whom it is about: the sources that FIR or REMB name, or else the one of the header. */
  public List<Integer> targets() {
    List<Integer> targets = new ArrayList<>();
    ByteBuffer entries = ByteBuffer.wrap(controlInformation.toByteArray());
    Kind kind = kind();
    if (kind == Kind.FIR) {
      for (int at = 0; at + FIR_ENTRY_LENGTH <= entries.limit(); at += FIR_ENTRY_LENGTH) {
        targets.add(entries.getInt(at));
      }
    } else if (kind == Kind.REMB) {
      int count = entries.get(4) & 0xff;
      for (int i = 0; i < count && 8 + 4 * (i + 1) <= entries.limit(); i++) {
        targets.add(entries.getInt(8 + 4 * i));
      }
    }
    return targets.isEmpty() ? List.of(mediaSsrc) : targets;
  }

  /** Bits per second that REMB tells; -1 of any other kind, or when it is beyond 63 bits. */
  public long bitrateBps() {
    if (kind() != Kind.REMB) {
      return -1;
    }
    int rate = ByteBuffer.wrap(controlInformation.toByteArray()).getInt(4) & 0xff_ffff;
    int exponent = rate >>> 18;
    long mantissa = rate & 0x3_ffff;
    return exponent > 44 ? -1 : mantissa << exponent;
  }
}
