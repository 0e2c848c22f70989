package io.camvitals.protocol.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a reader is told, for tests. */
final class RecordedBytes implements TcpByteReader {
  final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** "Gap length" in order. */
  final List<String> gaps = new ArrayList<>();

  /** Time of each call in milliseconds. */
  final List<Double> timesMs = new ArrayList<>();

  final List<End> ends = new ArrayList<>();

  @Override
  public void bytes(ByteBuffer buffer, int offset, int length, long arrivalNs) {
    byte[] copy = new byte[length];
    buffer.get(offset, copy);
    bytes.writeBytes(copy);
    timesMs.add(arrivalNs / 1e6);
  }

  @Override
  public void gap(long length, Gap why, long arrivalNs) {
    gaps.add(why + " " + length);
    bytes.write('_');
  }

  @Override
  public void end(End why, long arrivalNs) {
    ends.add(why);
  }

  /** What was read, with '_' for each gap. */
  String text() {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
