package io.camvitals.agent.source.packet;

import io.camvitals.agent.observe.StreamObserver;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Open streams by SSRC and addresses, for RTCP that comes on ports which are not RTP's own (RFC
 * 3550 section 11 only recommends those). A stream is found only when it can be no other: by both
 * addresses, else by the address of its sender, or by the group that it goes to.
 */
final class StreamsBySource {
  /** Of an SSRC that so many streams have nothing is to be told. */
  private static final int MOST_ALIKE = 64;

  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int TRANSPORT_FEEDBACK = 205;
  private static final int PAYLOAD_FEEDBACK = 206;
  private static final int FIRST_BLOCK = 8;
  private static final int BLOCK_LENGTH = 24;

  private final Map<Integer, List<Entry>> bySource = new HashMap<>();

  /** What was found for a packet. */
  enum Outcome {
    FOUND,
    NONE,
    AMBIGUOUS
  }

  private record Entry(AddressPair addresses, StreamObserver observer) {}

  private StreamObserver found;
  private boolean ambiguous;

  void add(AddressPair addresses, int ssrc, StreamObserver observer) {
    List<Entry> alike = bySource.computeIfAbsent(ssrc, unseen -> new ArrayList<>(1));
    if (alike.size() < MOST_ALIKE) {
      alike.add(new Entry(addresses, observer));
    }
  }

  void remove(int ssrc, StreamObserver observer) {
    List<Entry> alike = bySource.get(ssrc);
    if (alike != null) {
      alike.removeIf(entry -> entry.observer.equals(observer));
      if (alike.isEmpty()) {
        bySource.remove(ssrc);
      }
    }
  }

  /** Looks for the stream of which the sender of an RTCP packet speaks; see {@link #found}. */
  Outcome find(UdpDatagram datagram) {
    found = null;
    ambiguous = false;
    ByteBuffer buffer = datagram.buffer();
    int offset = datagram.payloadOffset();
    int captured = datagram.capturedLength();
    int type = buffer.get(offset + 1) & 0xff;
    switch (type) {
      case RECEIVER_REPORT -> {
        int blocks = Math.min(buffer.get(offset) & 0x1f, (captured - FIRST_BLOCK) / BLOCK_LENGTH);
        for (int i = 0; i < blocks && found == null && !ambiguous; i++) {
          look(datagram, buffer.getInt(offset + FIRST_BLOCK + i * BLOCK_LENGTH), true);
        }
      }
      case TRANSPORT_FEEDBACK, PAYLOAD_FEEDBACK -> {
        if (captured >= FIRST_BLOCK + Integer.BYTES) {
          look(datagram, buffer.getInt(offset + FIRST_BLOCK), true);
        }
      }
      case SENDER_REPORT -> look(datagram, buffer.getInt(offset + Integer.BYTES), false);
      default -> {}
    }
    return ambiguous ? Outcome.AMBIGUOUS : found == null ? Outcome.NONE : Outcome.FOUND;
  }

  /** What {@link #find} found last; null when it found nothing. */
  StreamObserver found() {
    return found;
  }

  private void look(UdpDatagram datagram, int ssrc, boolean byReceiver) {
    List<Entry> alike = bySource.get(ssrc);
    if (alike == null) {
      return;
    }
    if (alike.size() == MOST_ALIKE) {
      ambiguous = true;
      return;
    }
    for (int shared = 2; shared > 0 && found == null && !ambiguous; shared--) {
      for (Entry entry : alike) {
        if (sharedAddresses(datagram, entry.addresses, byReceiver) == shared) {
          ambiguous |= found != null;
          found = entry.observer;
        }
      }
    }
    found = ambiguous ? null : found;
  }

  /** How many of a stream's addresses the report has in their place. */
  private static int sharedAddresses(UdpDatagram report, AddressPair stream, boolean byReceiver) {
    long fromHigh = byReceiver ? report.destinationHigh() : report.sourceHigh();
    long fromLow = byReceiver ? report.destinationLow() : report.sourceLow();
    long toHigh = byReceiver ? report.sourceHigh() : report.destinationHigh();
    long toLow = byReceiver ? report.sourceLow() : report.destinationLow();
    boolean sender = stream.sourceHigh() == fromHigh && stream.sourceLow() == fromLow;
    boolean receiver = stream.destinationHigh() == toHigh && stream.destinationLow() == toLow;
    boolean group =
        byReceiver
            && stream.destinationHigh() == report.destinationHigh()
            && stream.destinationLow() == report.destinationLow();
    return sender && receiver ? 2 : sender || group ? 1 : 0;
  }
}
