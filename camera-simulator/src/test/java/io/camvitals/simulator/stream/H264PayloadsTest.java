package io.camvitals.simulator.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class H264PayloadsTest {
  private static final byte[] SEQUENCE = {0x67, 1, 2, 3};
  private static final byte[] PICTURE = {0x68, 4};

  @Test
  void parameterSetsShareAStapA() {
    byte[] slice = {0x65, 9, 9};
    assertThat(new H264Payloads(1400).of(List.of(SEQUENCE, PICTURE, slice)))
        .containsExactly(
            new byte[] {
              0x78, // type 24, importance 3
              0, 4, 0x67, 1, 2, 3, // length and unit
              0, 2, 0x68, 4
            },
            slice);
  }

  @Test
  void aSingleParameterSetIsSentAlone() {
    assertThat(new H264Payloads(1400).of(List.of(SEQUENCE))).containsExactly(SEQUENCE);
  }

  @Test
  void aLargeUnitIsSentInFragments() {
    byte[] unit = {0x65, 1, 2, 3, 4, 5};
    assertThat(new H264Payloads(4).of(List.of(unit)))
        .containsExactly(
            new byte[] {0x7c, (byte) 0x85, 1, 2}, // FU-A, start, type 5
            new byte[] {0x7c, 0x05, 3, 4},
            new byte[] {0x7c, 0x45, 5}); // end
  }

  @Property(tries = 300)
  void whatIsTakenApartCanBePutTogether(
      @ForAll @Size(max = 6) List<@Size(min = 1, max = 200) byte[]> bodies,
      @ForAll @IntRange(min = 3, max = 80) int limit) {
    List<byte[]> units = new ArrayList<>();
    for (byte[] body : bodies) {
      byte[] unit = body.clone();
      int type = unit[0] & 0x1f;
      unit[0] = (byte) (unit[0] & 0x60 | (type == 0 || type > 12 ? 1 : type));
      units.add(unit);
    }

    List<byte[]> payloads = new H264Payloads(limit).of(units);

    assertThat(payloads).allSatisfy(payload -> assertThat(payload.length).isBetween(1, limit));
    assertThat(units(payloads)).usingElementComparator(Arrays::compare).isEqualTo(units);
  }

  /** A receiver after RFC 6184. */
  private static List<byte[]> units(List<byte[]> payloads) {
    List<byte[]> units = new ArrayList<>();
    ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    for (byte[] payload : payloads) {
      switch (payload[0] & 0x1f) {
        case H264Payloads.STAP_A -> {
          ByteBuffer aggregate = ByteBuffer.wrap(payload, 1, payload.length - 1);
          while (aggregate.hasRemaining()) {
            byte[] unit = new byte[aggregate.getShort()];
            aggregate.get(unit);
            units.add(unit);
          }
        }
        case H264Payloads.FU_A -> {
          if ((payload[1] & 0x80) != 0) {
            assertThat(fragments.size()).isZero();
            fragments.write(payload[0] & 0xe0 | payload[1] & 0x1f);
          }
          fragments.write(payload, 2, payload.length - 2);
          if ((payload[1] & 0x40) != 0) {
            units.add(fragments.toByteArray());
            fragments.reset();
          }
        }
        default -> units.add(payload);
      }
    }
    assertThat(fragments.size()).isZero();
    return units;
  }
}
