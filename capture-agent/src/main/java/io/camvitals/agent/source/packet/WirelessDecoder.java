package io.camvitals.agent.source.packet;

/**
 * IEEE 802.11 frames: tells an observer what each shows in the clear, and goes on to what
 * unencrypted data frames carry. An aggregate (A-MSDU) carries several packets; they are given one
 * after the other.
 */
final class WirelessDecoder {
  private static final int HEADER_BYTES = 24;
  private static final int ADDRESS_BYTES = 6;
  private static final int TRANSMITTER = 10;
  private static final int TRANSMITTER_END = TRANSMITTER + ADDRESS_BYTES;
  private static final int QOS_BYTES = 2;
  private static final int HT_CONTROL_BYTES = 4;
  private static final int CHECK_SEQUENCE_BYTES = 4;
  private static final int AGGREGATE = 0x80;
  private static final int SUBFRAME_HEADER_BYTES = 14;

  /** What an LLC header of RFC 1042 begins with. */
  private static final int SNAP = 0xaaaa0300;

  /** What WEP, TKIP and CCMP put between the header and the body. */
  private static final int[] SECURITY_HEADER_BYTES = {0, 4, 8};

  private final WirelessFrame frame = new WirelessFrame();
  private final WirelessRepetitions repetitions = new WirelessRepetitions();
  private final WirelessObserver observer;
  private boolean repeated;

  WirelessDecoder(WirelessObserver observer) {
    this.observer = observer;
  }

  WirelessFrame frame() {
    return frame;
  }

  /** Forgets the packet before. */
  void begin() {
    repeated = false;
  }

  /** Whether the frame was sent again although its first copy had been captured, too. */
  boolean repeated() {
    return repeated;
  }

  /** A frame of which the capture tells nothing but its bytes. */
  Layer bareFrame(PacketCursor cursor) {
    frame.begin(cursor.timestampNs());
    return frame(cursor);
  }

  /** A frame of which {@link #frame()} already knows what the radio noted. */
  Layer frame(PacketCursor cursor) {
    if (!cursor.has(2)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    long transmitter = cursor.has(TRANSMITTER_END) ? cursor.address(TRANSMITTER) : -1;
    frame.setFrame(cursor.unsignedByte(0), cursor.unsignedByte(1), cursor.remaining(), transmitter);
    observer.frame(frame);
    if (frame.damaged()) {
      return cursor.done(DecodeResult.WLAN_DAMAGED);
    }
    if (frame.version() != 0 || frame.type() != WirelessFrame.Type.DATA || frame.isNull()) {
      return cursor.done(DecodeResult.WLAN_WITHOUT_DATA);
    }
    return data(cursor);
  }

  private Layer data(PacketCursor cursor) {
    int qos = HEADER_BYTES + (frame.isFourAddress() ? ADDRESS_BYTES : 0);
    int length =
        qos + (frame.isQos() ? QOS_BYTES : 0) + (frame.hasHtControl() ? HT_CONTROL_BYTES : 0);
    if (!cursor.has(length)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int sequenceControl = cursor.littleEndianShort(22);
    int qosControl = frame.isQos() ? cursor.unsignedByte(qos) : 0;
    repeated = repetitions.isRepetition(cursor, frame.retry(), qosControl & 0xf, sequenceControl);
    if (frame.moreFragments() || (sequenceControl & 0xf) != 0) {
      return cursor.done(DecodeResult.WLAN_FRAGMENT);
    }
    if (frame.checkSequencePresent()) {
      cursor.limit(Math.max(0, cursor.remaining() - CHECK_SEQUENCE_BYTES));
    }
    cursor.advance(frame.padded() ? length + 3 & ~3 : length);
    boolean aggregate = (qosControl & AGGREGATE) != 0;
    if (frame.isProtected() && !skipSecurityHeader(cursor, aggregate)) {
      return cursor.done(DecodeResult.WLAN_ENCRYPTED);
    }
    return aggregate ? Layer.WIRELESS_SUBFRAME : Layer.LLC;
  }

  /** Some drivers decrypt what they capture and leave the mark, and the security header, there. */
  private static boolean skipSecurityHeader(PacketCursor cursor, boolean aggregate) {
    for (int skipped : SECURITY_HEADER_BYTES) {
      int body = skipped + (aggregate ? SUBFRAME_HEADER_BYTES : 0);
      if (cursor.has(body + 4) && cursor.integer(body) == SNAP) {
        cursor.advance(skipped);
        return true;
      }
    }
    return false;
  }

  /** One packet of an aggregate; where the next one begins is kept. */
  Layer subframe(PacketCursor cursor) {
    if (!cursor.has(SUBFRAME_HEADER_BYTES)) {
      return cursor.done(DecodeResult.TRUNCATED);
    }
    int length = SUBFRAME_HEADER_BYTES + cursor.unsignedShort(12);
    if (length > cursor.remaining()) {
      return cursor.done(DecodeResult.MALFORMED_ENCAPSULATION);
    }
    int padded = length + 3 & ~3;
    if (cursor.remaining() - padded >= SUBFRAME_HEADER_BYTES) {
      cursor.keep(padded);
    }
    cursor.limit(length);
    cursor.setWireSize(length);
    cursor.advance(SUBFRAME_HEADER_BYTES);
    return Layer.LLC;
  }
}
