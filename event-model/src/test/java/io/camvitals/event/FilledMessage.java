package io.camvitals.event;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;

/** Fills every field of a message with a value of its own, so that none can be lost unseen. */
final class FilledMessage {
  private int next;

  private FilledMessage() {}

  static Message of(Message empty) {
    return new FilledMessage().fill(empty.newBuilderForType());
  }

  private Message fill(Message.Builder builder) {
    for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
      if (field.isRepeated()) {
        builder.addRepeatedField(field, value(builder, field));
        builder.addRepeatedField(field, value(builder, field));
      } else {
        builder.setField(field, value(builder, field));
      }
    }
    return builder.build();
  }

  private Object value(Message.Builder parent, FieldDescriptor field) {
    int number = ++next;
    return switch (field.getJavaType()) {
      case INT -> isSigned(field) ? -number : number;
      case LONG -> isSigned(field) ? -1_000_000_000_000L - number : 1_000_000_000_000L + number;
      case FLOAT -> number + 0.5f;
      case DOUBLE -> number + 0.5;
      case BOOLEAN -> true;
      case STRING -> field.getName() + "-" + number;
      case BYTE_STRING ->
          ByteString.copyFrom(new byte[] {10, 0, (byte) (number >> 8), (byte) number});
      case ENUM -> field.getEnumType().getValues().get(1);
      case MESSAGE -> fill(parent.newBuilderForField(field));
    };
  }

  private static boolean isSigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case SINT32, SINT64 -> true;
      default -> false;
    };
  }
}
