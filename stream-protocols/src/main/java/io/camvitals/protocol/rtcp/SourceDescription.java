package io.camvitals.protocol.rtcp;

import java.util.List;

/**
 * SDES (RFC 3550 section 6.5).
 *
 * @param chunks one per source, at most 31
 */
public record SourceDescription(List<Chunk> chunks) implements RtcpPacket {
  public static final int PACKET_TYPE = 202;

  public SourceDescription {
    chunks = List.copyOf(chunks);
    Limits.check("number of chunks", chunks.size(), 0, Limits.HIGHEST_COUNT);
  }

  /** A description with the canonical name alone, which every compound must hold (section 6.1). */
  public static SourceDescription ofCname(int ssrc, String cname) {
    return new SourceDescription(
        List.of(new Chunk(ssrc, List.of(new Item(Item.CNAME, Octets.ofUtf8(cname))))));
  }

  @Override
  public int packetType() {
    return PACKET_TYPE;
  }

  /** What is told of one source. */
  public record Chunk(int ssrc, List<Item> items) {
    public Chunk {
      items = List.copyOf(items);
    }
  }

  /**
   * One fact.
   *
   * @param type 1 to 255, see the constants and RFC 3550 section 12.2
   * @param value at most 255 bytes; text in UTF-8 but for PRIV, which has a structure of its own
   */
  public record Item(int type, Octets value) {
    public static final int CNAME = 1;
    public static final int NAME = 2;
    public static final int TOOL = 6;
    public static final int PRIV = 8;

    public Item {
      Limits.check("item type", type, 1, 255);
      Limits.check("item length", value.length(), 0, 255);
    }

    public String text() {
      return value.utf8();
    }
  }
}
