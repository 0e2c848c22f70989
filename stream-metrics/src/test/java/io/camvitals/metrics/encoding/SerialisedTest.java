package io.camvitals.metrics.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SerialisedTest {
  @Property
  void whatIsWrittenIsRead(@ForAll long value) throws IOException {
    byte[] bytes = write(value);
    assertThat(bytes).hasSizeBetween(1, 10);
    assertThat(Serialised.read(input(bytes))).isEqualTo(value);
  }

  @Test
  void smallNumbersOfEitherSignTakeOneByte() throws IOException {
    assertThat(write(-1)).hasSize(1);
    assertThat(write(63)).hasSize(1);
    assertThat(write(64)).hasSize(2);
  }

  @Test
  void aNumberWithoutAnEndIsRefused() {
    byte[] bytes = new byte[11];
    Arrays.fill(bytes, (byte) 0xff);
    assertThatThrownBy(() -> Serialised.read(input(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessage("a number takes more than 64 bits");
  }

  private static byte[] write(long value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Serialised.write(value, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream input(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
