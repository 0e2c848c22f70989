package io.camvitals.event;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The schema of all topics as lines of text, for comparison with what was committed. */
final class Schema {
  private final Set<String> lines = new TreeSet<>();

  private Schema() {}

  /** Lines such as {@code camvitals.event.v1.FrameEvent 2 rtp_timestamp fixed32}. */
  static Set<String> lines() {
    Schema schema = new Schema();
    Arrays.stream(Topic.values())
        .forEach(
            topic -> {
              Descriptor message = topic.message().getDescriptorForType();
              schema.lines.add("topic " + topic.topicName() + " " + message.getFullName());
              schema.add(message);
            });
    return schema.lines;
  }

  private void add(Descriptor message) {
    for (FieldDescriptor field : message.getFields()) {
      boolean isNew =
          lines.add(
              message.getFullName()
                  + " "
                  + field.getNumber()
                  + " "
                  + field.getName()
                  + " "
                  + (field.isRepeated() ? "repeated " : "")
                  + (field.isPacked() ? "packed " : "")
                  + (field.toProto().getProto3Optional() ? "optional " : "")
                  + type(field));
      if (isNew && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        add(field.getMessageType());
      } else if (isNew && field.getJavaType() == FieldDescriptor.JavaType.ENUM) {
        add(field.getEnumType());
      }
    }
  }

  private void add(EnumDescriptor type) {
    type.getValues()
        .forEach(
            value ->
                lines.add(type.getFullName() + " " + value.getNumber() + " " + value.getName()));
  }

  private static String type(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case MESSAGE -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING ->
          field.getType().name().toLowerCase(Locale.ROOT);
    };
  }
}
