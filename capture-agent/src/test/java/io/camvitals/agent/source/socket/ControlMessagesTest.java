package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ControlMessagesTest {
  private final ByteBuffer bytes = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());
  private final ControlMessages messages = new ControlMessages(bytes);

  private int put(int at, int level, int type, long... data) {
    int length = 16 + 8 * data.length;
    bytes.putLong(at, length).putInt(at + 8, level).putInt(at + 12, type);
    for (int i = 0; i < data.length; i++) {
      bytes.putLong(at + 16 + 8 * i, data[i]);
    }
    return at + length;
  }

  @Test
  void stampAndDropsAreReadInAnyOrderAndAmongOthers() {
    int at = put(0, 0, 8, 1, 2);
    bytes.putLong(at, 20).putInt(at + 8, 1).putInt(at + 12, 40).putInt(at + 16, -3);
    int end = put(at + 24, 1, 35, 1_700_000_000L, 999_999_999L);
    messages.read(0, end);
    assertThat(messages.stamped()).isTrue();
    assertThat(messages.stampNs()).isEqualTo(1_700_000_000_999_999_999L);
    assertThat(messages.dropsBefore()).isEqualTo(-3);
    messages.read(0, 0);
    assertThat(messages.stamped()).isFalse();
    assertThat(messages.dropsBefore()).isZero();
  }

  @Test
  void aMessageThatIsTooShortTellsNothing() {
    messages.read(0, put(0, 1, 35, 1_700_000_000L));
    assertThat(messages.stamped()).isFalse();
  }

  @Property
  void anyBytesAreRead(
      @ForAll @Size(128) byte[] content,
      @ForAll @LongRange(max = 128) long length,
      @ForAll @LongRange(min = -1, max = 200) long first) {
    bytes.put(0, content).putLong(0, first);
    messages.read(0, length);
    assertThat(messages.stamped() || messages.stampNs() == 0).isTrue();
  }
}
