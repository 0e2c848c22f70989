package io.camvitals.protocol.mpegts;

import static io.camvitals.protocol.mpegts.TransportPackets.association;
import static io.camvitals.protocol.mpegts.TransportPackets.join;
import static io.camvitals.protocol.mpegts.TransportPackets.map;
import static io.camvitals.protocol.mpegts.TransportPackets.packet;
import static io.camvitals.protocol.mpegts.TransportPackets.payloadOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TransportStreamReaderTest {
  private final RecordedTransportStream recorded = new RecordedTransportStream();
  private final TransportStreamReader reader = new TransportStreamReader(recorded);

  private static final byte[] ASSOCIATION = association(0, 1, 0x1000);
  private static final byte[] MAP = map(1, 0, 0x100, 0x1b, 0x100, 0x0f, 0x101);
  private static final String ASSOCIATION_TOLD = "association [Program[number=1, mapPid=4096]]";
  private static final String MAP_TOLD =
      "map 4096 1 [ElementaryStream[streamType=27, pid=256], ElementaryStream[streamType=15,"
          + " pid=257]]";

  private void datagram(byte[]... packets) {
    byte[] bytes = join(packets);
    reader.datagram(ByteBuffer.wrap(bytes), 0, bytes.length);
  }

  @Test
  void tablesAreToldEachTimeTheyCome() {
    datagram(
        packet(0, 0, true, payloadOf(ASSOCIATION)),
        packet(0x1000, 0, true, payloadOf(MAP)),
        packet(0x100, 0, true, new byte[184]));
    datagram(packet(0, 1, true, payloadOf(ASSOCIATION)), packet(0x1000, 1, true, payloadOf(MAP)));
    assertThat(recorded.told)
        .containsExactly(ASSOCIATION_TOLD, MAP_TOLD, ASSOCIATION_TOLD, MAP_TOLD);
    assertThat(recorded.packets).isEqualTo(5);
  }

  @Test
  void theNetworkInformationIsNoProgram() {
    datagram(packet(0, 0, true, payloadOf(association(0, 0, 16, 1, 0x1000))));
    assertThat(recorded.told).containsExactly(ASSOCIATION_TOLD);
  }

  @Test
  void aWrongChecksumAndAForeignTable() {
    byte[] wrong = payloadOf(ASSOCIATION);
    wrong[10] ^= 1;
    datagram(packet(0, 0, true, wrong));
    datagram(packet(0, 1, true, payloadOf(MAP)));
    assertThat(recorded.told).containsExactly("section error 0", "foreign table");
  }

  @Test
  void aMapThatNoAssociationNamesIsNotRead() {
    datagram(packet(0x1000, 0, true, payloadOf(MAP)));
    datagram(packet(0, 0, true, payloadOf(ASSOCIATION)));
    datagram(packet(0, 1, true, payloadOf(association(1, 1, 0x1001))));
    datagram(packet(0x1000, 1, true, payloadOf(MAP)), packet(0x1001, 0, true, payloadOf(MAP)));
    assertThat(recorded.told)
        .containsExactly(
            ASSOCIATION_TOLD,
            "association [Program[number=1, mapPid=4097]]",
            MAP_TOLD.replace("4096", "4097"));
  }

  @Property
  void aSectionMayLieInPacketsHoweverItWants(
      @ForAll @IntRange(min = 1, max = 60) int streams, @ForAll long seed) {
    RecordedTransportStream heard = new RecordedTransportStream();
    TransportStreamReader its = new TransportStreamReader(heard);
    int[] pairs = new int[2 * streams];
    for (int i = 0; i < streams; i++) {
      pairs[2 * i] = 0x1b;
      pairs[2 * i + 1] = 0x100 + i;
    }
    Random random = new Random(seed);
    byte[] section = map(1, 0, 0x100, pairs);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(packet(0, 0, true, payloadOf(ASSOCIATION)));
    int continuity = random.nextInt(16);
    // Another section behind it in the packet where it ends, found by the pointer or not.
    byte[] both = join(section, MAP);
    int second = section.length;
    for (int at = 0; at < both.length; ) {
      boolean begins = at == 0 || at == second;
      int room = 1 + random.nextInt(begins ? 183 : 184);
      int taken = Math.min(room, both.length - at);
      if (!begins && at < second && at + taken > second) {
        if (random.nextBoolean()) {
          taken = second - at;
          bytes.writeBytes(
              packet(0x1000, continuity++ & 0xf, false, Arrays.copyOfRange(both, at, at + taken)));
        } else {
          taken = Math.min(taken, 183);
          byte[] payload =
              join(new byte[] {(byte) (second - at)}, Arrays.copyOfRange(both, at, at + taken));
          bytes.writeBytes(packet(0x1000, continuity++ & 0xf, true, payload));
        }
        at += taken;
        continue;
      }
      byte[] part = Arrays.copyOfRange(both, at, at + taken);
      bytes.writeBytes(
          packet(0x1000, continuity++ & 0xf, begins, begins ? join(new byte[1], part) : part));
      at += taken;
    }
    its.datagram(ByteBuffer.wrap(bytes.toByteArray()), 0, bytes.size());
    assertThat(heard.told).hasSize(3);
    assertThat(heard.told.get(2)).isEqualTo(MAP_TOLD);
    assertThat(heard.told.get(1)).contains("pid=" + (0x100 + streams - 1) + "]");
  }

  @Test
  void aSectionOfWhichAPacketIsMissingIsLetGo() {
    byte[] section = map(1, 0, 0x100, new int[140]);
    datagram(packet(0, 0, true, payloadOf(ASSOCIATION)));
    datagram(
        packet(0x1000, 0, true, join(new byte[1], Arrays.copyOf(section, 100))),
        packet(0x1000, 2, false, Arrays.copyOfRange(section, 200, 300)),
        packet(0x1000, 3, true, payloadOf(MAP)));
    assertThat(recorded.told).containsExactly(ASSOCIATION_TOLD, MAP_TOLD);
  }

  @Test
  void aTableThatIsToHoldLaterIsNotHeeded() {
    byte[] later = association(3, 1, 0x1001);
    later[5] &= (byte) 0xfe;
    byte[] resealed = TransportPackets.section(0, 1, 3, Arrays.copyOfRange(later, 8, 12));
    datagram(packet(0, 0, true, payloadOf(resealed)));
    assertThat(recorded.told).hasSize(1);
  }

  @Test
  void synchronisationIsLostWithTwoWrongBytesAndWonBackWithFiveRightOnes() {
    byte[] right = packet(0x100, 0, false, new byte[184]);
    byte[] wrong = right.clone();
    wrong[0] = 0;
    datagram(right, wrong, right, wrong, wrong, wrong);
    datagram(right, right, right, right);
    datagram(right, wrong, wrong, right);
    assertThat(recorded.told)
        .containsExactly(
            "sync byte",
            "sync byte",
            "sync byte",
            "sync loss",
            "sync byte",
            "sync byte",
            "sync byte",
            "sync loss");
    assertThat(recorded.packets).isEqualTo(8);
  }

  @Test
  void packetsWithTimecodeOrParity() {
    byte[] plain = packet(0x100, 0, false, new byte[184]);
    byte[] timecoded = join(new byte[] {1, 2, 3, 4}, plain);
    byte[] protectedPacket = join(plain, new byte[16]);
    assertThat(TransportPacketSize.of(ByteBuffer.wrap(timecoded), 0, 192, 192))
        .isEqualTo(TransportPacketSize.TIMECODE);
    datagram(timecoded, timecoded);
    assertThat(reader.packetSize()).isEqualTo(TransportPacketSize.TIMECODE);
    datagram(protectedPacket, protectedPacket, protectedPacket);
    assertThat(reader.packetSize()).isEqualTo(TransportPacketSize.REED_SOLOMON);
    datagram(plain);
    assertThat(reader.packetSize()).isEqualTo(TransportPacketSize.PLAIN);
    assertThat(recorded.told).isEmpty();
    assertThat(recorded.packets).isEqualTo(6);
  }

  @Test
  void bytesThatMakeNoPacketAreTold() {
    datagram(packet(0x100, 0, false, new byte[184]), new byte[100]);
    assertThat(recorded.told).containsExactly("incomplete");
    assertThat(recorded.packets).isEqualTo(1);
  }

  @Property(tries = 3_000)
  void anyBytesAndMutatedStreamsAreReadToTheirEnd(@ForAll long seed) {
    Random random = new Random(seed);
    TransportStreamReader its = new TransportStreamReader(new RecordedTransportStream());
    for (int i = 0; i < 20; i++) {
      byte[] bytes =
          join(
              packet(0, i & 0xf, true, payloadOf(ASSOCIATION)),
              packet(0x1000, i & 0xf, true, payloadOf(MAP)),
              packet(0x1000, i + 1 & 0xf, random.nextBoolean(), new byte[random.nextInt(185)]));
      for (int changes = random.nextInt(12); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      its.datagram(ByteBuffer.wrap(bytes), 0, length);
    }
  }
}
