package io.camvitals.agent.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pcap and pcapng files for tests, field by field, in either byte order. */
public final class CaptureWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  public CaptureWriter(ByteOrder order) {
    this.order = order;
  }

  /** A pcap file with one packet per element, 20 ms apart, from 2023-11-14T22:13:20Z on. */
  public static byte[] pcap(byte[]... packets) {
    CaptureWriter writer = new CaptureWriter(ByteOrder.LITTLE_ENDIAN);
    writer.pcapHeader(0xa1b2c3d4, 262_144, 1);
    for (int i = 0; i < packets.length; i++) {
      writer.pcapRecord(
          1_700_000_000 + i / 50,
          i % 50 * 20_000,
          packets[i].length,
          packets[i].length,
          packets[i]);
    }
    return writer.bytes();
  }

  public CaptureWriter pcapHeader(int magic, int snapLength, int linkType) {
    return ints(magic).shorts(2, 4).ints(0, 0, snapLength, linkType);
  }

  public CaptureWriter pcapRecord(
      int seconds, int fraction, int captured, int wireLength, byte[] data) {
    return ints(seconds, fraction, captured, wireLength).raw(data);
  }

  public CaptureWriter section() {
    return block(0x0a0d0d0a, new CaptureWriter(order).ints(0x1a2b3c4d).shorts(1, 0).ints(-1, -1));
  }

  /** An interface; options made by {@link #option}, one after the other. */
  public CaptureWriter describeInterface(int linkType, int snapLength, byte[]... options) {
    return block(1, new CaptureWriter(order).shorts(linkType, 0).ints(snapLength).options(options));
  }

  public CaptureWriter enhancedPacket(
      int id, long units, int wireLength, byte[] data, byte[]... options) {
    return block(
        6,
        new CaptureWriter(order)
            .ints(id, (int) (units >>> 32), (int) units, data.length, wireLength)
            .raw(data)
            .padded()
            .options(options));
  }

  public CaptureWriter obsoletePacket(int id, int drops, long units, byte[] data) {
    return block(
        2,
        new CaptureWriter(order)
            .shorts(id, drops)
            .ints((int) (units >>> 32), (int) units, data.length, data.length)
            .raw(data)
            .padded());
  }

  public CaptureWriter simplePacket(int wireLength, byte[] data) {
    return block(3, new CaptureWriter(order).ints(wireLength).raw(data).padded());
  }

  public CaptureWriter statistics(int id, byte[]... options) {
    return block(5, new CaptureWriter(order).ints(id, 0, 0).options(options));
  }

  public CaptureWriter block(int type, CaptureWriter body) {
    byte[] bytes = body.bytes();
    return ints(type, bytes.length + 12).raw(bytes).ints(bytes.length + 12);
  }

  public byte[] option(int code, byte[] value) {
    return new CaptureWriter(order).shorts(code, value.length).raw(value).padded().bytes();
  }

  public byte[] option(int code, String value) {
    return option(code, value.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] option(int code, long value) {
    return option(code, ByteBuffer.allocate(8).order(order).putLong(value).array());
  }

  public CaptureWriter options(byte[]... options) {
    for (byte[] option : options) {
      raw(option);
    }
    return options.length == 0 ? this : ints(0);
  }

  public CaptureWriter padded() {
    while (out.size() % 4 != 0) {
      out.write(0);
    }
    return this;
  }

  public CaptureWriter ints(int... values) {
    for (int value : values) {
      out.writeBytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }
    return this;
  }

  public CaptureWriter shorts(int... values) {
    for (int value : values) {
      out.writeBytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }
    return this;
  }

  public CaptureWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public byte[] bytes() {
    return out.toByteArray();
  }
}
