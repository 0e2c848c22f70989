package io.camvitals.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MapEntry;
import com.google.protobuf.Message;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.Transport;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * Events as JSON, one line each, for people and for tools such as {@code jq}. The fields have the
 * names of the schema, but:
 *
 * <ul>
 *   <li>a moment is ISO 8601 in UTC with nanoseconds, and its name has no {@code _ns}; durations
 *       stay numbers of nanoseconds;
 *   <li>an endpoint is {@code "192.0.2.7:5000"}, an SSRC eight hexadecimal digits, an enumeration a
 *       word in lower case, other bytes Base64;
 *   <li>numbers are numbers, 64 bits too;
 *   <li>what is unknown is absent: empty text, optional fields that are not set, moments that are
 *       0.
 * </ul>
 */
public final class EventJson {
  private static final DateTimeFormatter ISO_NANOSECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final long NTP_TO_UNIX_SECONDS = 2_208_988_800L;

  private EventJson() {}

  /**
   * One event as one line. A {@code PacketBatch} has its packets as columns: {@code
   * arrival_offset_ns} counts from {@code first_arrival}, {@code wire_size} is payload and
   * overhead.
   *
   * @throws InvalidProtocolBufferException when the bytes are none of the topic's message
   */
  public static String line(Topic topic, byte[] value) throws InvalidProtocolBufferException {
    if (topic == Topic.PACKETS) {
      return batchLine(value);
    }
    JsonLine json = new JsonLine();
    write(json, topic.parse(value));
    return json.toString();
  }

  /**
   * Each packet of a {@code PacketBatch} as a line of its own, with its stream's key.
   *
   * @throws InvalidProtocolBufferException when the bytes are no {@code PacketBatch}
   */
  public static List<String> packetLines(byte[] packetBatch) throws InvalidProtocolBufferException {
    PacketBatchColumns columns = new PacketBatchColumns();
    columns.decode(packetBatch);
    String key = StreamKeys.of(columns.stream());
    String cameraId = columns.stream().getCameraId();
    List<String> lines = new ArrayList<>(columns.rows());
    for (int row = 0; row < columns.rows(); row++) {
      JsonLine json =
          new JsonLine().begin('{').name("arrival").text(moment(columns.arrivalNs(row)));
      if (!cameraId.isEmpty()) {
        json.name("camera_id").text(cameraId);
      }
      json.name("stream").text(key);
      json.name("sequence").number(columns.sequenceNumber(row));
      json.name("rtp_timestamp").number(Integer.toUnsignedLong(columns.rtpTimestamp(row)));
      json.name("payload_size").number(columns.payloadSize(row));
      json.name("wire_size").number(wireSize(columns, row));
      int flags = columns.flags(row);
      json.name("marker").bool((flags & PacketFlags.MARKER) != 0);
      json.name("frame_start").bool((flags & PacketFlags.FRAME_START) != 0);
      json.name("key_frame").bool((flags & PacketFlags.KEY_FRAME) != 0);
      json.name("padding").bool((flags & PacketFlags.PADDING) != 0);
      json.name("extension").bool((flags & PacketFlags.EXTENSION) != 0);
      lines.add(json.end('}').toString());
    }
    return lines;
  }

  private static String batchLine(byte[] value) throws InvalidProtocolBufferException {
    PacketBatchColumns columns = new PacketBatchColumns();
    columns.decode(value);
    JsonLine json = new JsonLine().begin('{');
    json.name("stream");
    write(json, columns.stream());
    json.name("batch_number").number(columns.batchNumber());
    json.name("packets").number(columns.rows());
    json.name("capture_dropped").number(columns.captureDropped());
    if (columns.rows() > 0) {
      long first = columns.arrivalNs(0);
      json.name("first_arrival").text(moment(first));
      column(json, "arrival_offset_ns", columns, i -> json.number(columns.arrivalNs(i) - first));
      column(json, "sequence", columns, i -> json.number(columns.sequenceNumber(i)));
      column(
          json,
          "rtp_timestamp",
          columns,
          i -> json.number(Integer.toUnsignedLong(columns.rtpTimestamp(i))));
      column(json, "payload_size", columns, i -> json.number(columns.payloadSize(i)));
      column(json, "wire_size", columns, i -> json.number(wireSize(columns, i)));
      column(json, "flags", columns, i -> json.number(columns.flags(i)));
    }
    return json.end('}').toString();
  }

  private static void column(
      JsonLine json, String name, PacketBatchColumns columns, IntConsumer cell) {
    json.name(name).begin('[');
    for (int row = 0; row < columns.rows(); row++) {
      cell.accept(row);
    }
    json.end(']');
  }

  private static long wireSize(PacketBatchColumns columns, int row) {
    return (long) columns.payloadSize(row) + columns.wireOverhead(row);
  }

  private static void write(JsonLine json, Message message) {
    json.begin('{');
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      Object value = message.getField(field);
      if (isKnown(message, field, value)) {
        json.name(isMoment(field) ? field.getName().replaceFirst("_ns$", "") : field.getName());
        if (field.isMapField()) {
          writeMap(json, (List<?>) value);
        } else if (field.isRepeated()) {
          json.begin('[');
          ((List<?>) value).forEach(element -> write(json, field, element));
          json.end(']');
        } else {
          write(json, field, value);
        }
      }
    }
    json.end('}');
  }

  private static boolean isKnown(Message message, FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      return message.getRepeatedFieldCount(field) > 0;
    }
    if (field.hasPresence()) {
      return message.hasField(field);
    }
    if (isMoment(field)) {
      return (long) value != 0;
    }
    if (field.getType() == FieldDescriptor.Type.ENUM && !isTransport(field.getEnumType())) {
      return ((EnumValueDescriptor) value).getNumber() != 0;
    }
    return !value.equals("") && !value.equals(ByteString.EMPTY);
  }

  /** The schema writes moments as {@code sfixed64 ..._ns}, and durations as other integers. */
  private static boolean isMoment(FieldDescriptor field) {
    return field.getType() == FieldDescriptor.Type.SFIXED64 && field.getName().endsWith("_ns");
  }

  private static void writeMap(JsonLine json, List<?> entries) {
    json.begin('{');
    for (Object each : entries) {
      MapEntry<?, ?> entry = (MapEntry<?, ?>) each;
      json.name(entry.getKey().toString());
      write(json, entry.getDescriptorForType().findFieldByName("value"), entry.getValue());
    }
    json.end('}');
  }

  private static void write(JsonLine json, FieldDescriptor field, Object value) {
    if (isMoment(field)) {
      json.text(moment((long) value));
      return;
    }
    switch (field.getType()) {
      case MESSAGE, GROUP -> {
        if (value instanceof Endpoint endpoint) {
          json.text(StreamKeys.of(endpoint));
        } else {
          write(json, (Message) value);
        }
      }
      case ENUM -> json.text(word((EnumValueDescriptor) value));
      case STRING -> json.text((String) value);
      case BYTES -> json.text(text(field, (ByteString) value));
      case BOOL -> json.bool((boolean) value);
      case FLOAT, DOUBLE -> json.number(((Number) value).doubleValue());
      case FIXED32, UINT32 -> {
        int bits = (int) value;
        if (field.getName().endsWith("ssrc")) {
          json.text(StreamKeys.ssrc(bits));
        } else {
          json.number(Integer.toUnsignedLong(bits));
        }
      }
      case FIXED64, UINT64 -> {
        long bits = (long) value;
        if (field.getName().equals("ntp_timestamp")) {
          json.text(ntp(bits));
        } else {
          json.unsigned(bits);
        }
      }
      case INT32, SINT32, SFIXED32, INT64, SINT64, SFIXED64 ->
          json.number(((Number) value).longValue());
    }
  }

  /** Its unspecified value has a word of its own. */
  private static boolean isTransport(EnumDescriptor type) {
    return type.equals(Transport.getDescriptor());
  }

  private static String word(EnumValueDescriptor value) {
    if (isTransport(value.getType())) {
      return StreamKeys.transport(Transport.forNumber(value.getNumber()));
    }
    String name = value.getName().toLowerCase(Locale.ROOT);
    String type =
        value.getType().getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT)
            + '_';
    return (name.startsWith(type) ? name.substring(type.length()) : name).replace('_', '-');
  }

  /** A record's key is text; other bytes are Base64. */
  private static String text(FieldDescriptor field, ByteString bytes) {
    if (field.getName().equals("key") && bytes.isValidUtf8()) {
      return bytes.toStringUtf8();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String moment(long epochNs) {
    return ISO_NANOSECONDS.format(
        Instant.ofEpochSecond(
            Math.floorDiv(epochNs, 1_000_000_000L), Math.floorMod(epochNs, 1_000_000_000L)));
  }

  /** RFC 3550 section 4: seconds since 1900 and a fraction, 32 bits each. */
  private static String ntp(long timestamp) {
    long nanoseconds = ((timestamp & 0xffff_ffffL) * 1_000_000_000L) >>> 32;
    return ISO_NANOSECONDS.format(
        Instant.ofEpochSecond((timestamp >>> 32) - NTP_TO_UNIX_SECONDS, nanoseconds));
  }
}
