package io.camvitals.agent.analyze.wireshark;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A message, or several, that began in one TCP segment and go on in later ones: the bytes so far,
 * and where Wireshark expects the end. Sequence numbers are relative and unsigned.
 */
final class TcpMessage {
  private record Part(int offset, byte[] bytes) {
    int end() {
      return offset + bytes.length;
    }
  }

  private final int start;
  private int end;
  private int latestFrame;
  private boolean takesWholeSegment;
  private List<Part> parts = new ArrayList<>();
  private int length = -1;
  private boolean complete;
  private boolean open;

  /**
   * @param start sequence number of the first byte
   * @param end sequence number after the last byte, as far as is known
   */
  TcpMessage(int start, int end, int frame) {
    this.start = start;
    this.end = end;
    this.latestFrame = frame;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  void setEnd(int end) {
    this.end = end;
  }

  int latestFrame() {
    return latestFrame;
  }

  void setLatestFrame(int frame) {
    latestFrame = frame;
  }

  /** Its end is not known; it goes on with the whole of the next segment. */
  boolean takesWholeSegment() {
    return takesWholeSegment;
  }

  void setTakesWholeSegment(boolean takesWholeSegment) {
    this.takesWholeSegment = takesWholeSegment;
  }

  /** Says that the message goes on although it was once whole. */
  void reopen() {
    open = true;
  }

  /**
   * Adds bytes.
   *
   * @param last that these bytes end the message
   * @return whether all are there
   * @throws EndOfDissection when they belong to a message that was whole before
   */
  boolean add(Octets from, int index, int count, int sequence, boolean last) {
    int offset = sequence - start;
    if (complete) {
      if (!open || offset + count < length) {
        throw EndOfDissection.INSTANCE;
      }
      complete = false;
      open = false;
      length = -1;
    }
    if (last && length < 0) {
      length = offset + count;
    }
    insert(new Part(offset, from.bytes(index, count)));
    complete = length >= 0 && contiguous() >= length;
    return complete;
  }

  private void insert(Part part) {
    int place = parts.size();
    while (place > 0 && parts.get(place - 1).offset > part.offset) {
      place--;
    }
    parts.add(place, part);
  }

  private int contiguous() {
    int reached = 0;
    for (Part part : parts) {
      if (part.offset <= reached) {
        reached = Math.max(reached, part.end());
      }
    }
    return reached;
  }

  /** The bytes of a whole message; of what came twice the first counts. */
  Octets assembled() {
    byte[] bytes = new byte[length];
    int filled = 0;
    for (Part part : parts) {
      int end = Math.min(part.end(), length);
      if (part.offset <= filled && end > filled) {
        System.arraycopy(part.bytes, filled - part.offset, bytes, filled, end - filled);
        filled = end;
      }
    }
    return new Octets().set(ByteBuffer.wrap(bytes), 0, length, length);
  }

  /** Ends this message after {@code offset} bytes; what follows becomes another one. */
  TcpMessage split(int offset, int frame) {
    Octets whole = assembled();
    TcpMessage rest = new TcpMessage(start + offset, end, frame);
    rest.add(whole, offset, length - offset, rest.start, false);
    parts = new ArrayList<>(List.of(new Part(0, whole.bytes(0, offset))));
    length = offset;
    end = start + offset;
    return rest;
  }

  /** About how many bytes it takes. */
  int size() {
    int size = 0;
    for (Part part : parts) {
      size += part.bytes.length;
    }
    return size;
  }
}
