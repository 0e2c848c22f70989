package io.camvitals.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.camvitals.event.PacketBatchBuilder;
import io.camvitals.event.v1.DeadLetter;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.jobs.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RejectedRecordTest {
  private static final byte[] KEY = new TestStream("gate", 1).key();

  private static byte[] batch(StreamIdentity identity) {
    PacketBatchBuilder builder = new PacketBatchBuilder(identity, 4);
    builder.append(TestStream.START_NS, 1, 1, 1, 1, 0);
    return builder.build();
  }

  private static StreamIdentity.Builder identity() {
    return TestStream.identity("gate", 1).toBuilder();
  }

  private static Arguments invalid(StreamIdentity.Builder identity, String what) {
    return Arguments.of(KEY, batch(identity.build()), "the stream's identity is invalid: " + what);
  }

  private static VantagePoint.Builder place() {
    return identity().getVantagePoint().toBuilder();
  }

  static Stream<Arguments> bad() {
    byte[] good = new TestStream("gate", 1).packets(0, 9).record().value;
    PacketBatchBuilder ancient = new PacketBatchBuilder(identity().build(), 4);
    ancient.append(0, 1, 1, 1, 1, 0);
    ancient.append(-5, 2, 1, 1, 1, 0);
    byte[] unequal =
        PacketBatch.newBuilder().setStream(identity()).addFlags(1).build().toByteArray();
    return Stream.of(
        Arguments.of(KEY, null, "the record has no value"),
        Arguments.of(KEY, new byte[0], "the batch names no stream"),
        Arguments.of(
            KEY,
            Arrays.copyOf(good, good.length - 1),
            "While parsing a protocol message, the input ended unexpectedly in the middle of a"
                + " field.  This could mean either that the input has been truncated or that an"
                + " embedded message misreported its own length."),
        Arguments.of(
            KEY,
            unequal,
            "the columns differ in length: 0 sequences, 0 timestamps, 0 arrivals, 0 payload sizes,"
                + " 0 wire overheads, 1 flags"),
        Arguments.of(KEY, ancient.build(), "the arrival -5 ns of row 1 is not within 0 to 2^62"),
        Arguments.of(null, good, "the record has no key"),
        Arguments.of(
            "yard".getBytes(StandardCharsets.UTF_8),
            good,
            "the record's key is 'yard', but its stream's"
                + " 'site-1/agent-1/rtsp/udp/192.0.2.7:5000-192.0.2.1:6000/0/00000001'"),
        invalid(identity().clearVantagePoint(), "it has no site"),
        invalid(identity().setVantagePoint(place().clearAgent()), "it has no agent"),
        invalid(identity().setVantagePoint(place().clearInterface()), "it has no interface"),
        invalid(
            identity().setSource(Endpoint.newBuilder().setAddress(ByteString.copyFromUtf8("abc"))),
            "its source is no address and port"),
        invalid(
            identity().setDestination(Endpoint.newBuilder().setPort(65_536)),
            "its destination is no address and port"),
        invalid(identity().setInterleavedChannel(256), "its channel is not within 0 to 255"),
        invalid(identity().setPayloadType(128), "its payload type is not within 0 to 127"),
        invalid(identity().setClockRate(-1), "its clock rate exceeds 31 bits"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadRecordIsADeadLetterAndLeavesNothingBehind(byte[] key, byte[] value, String reason)
      throws Exception {
    try (StreamQualityHarness job = new StreamQualityHarness()) {
      job.take(new KafkaRecord(key, value, "packets", 5, 4_711));
      assertThat(job.states()).isZero();
      assertThat(job.timers()).isZero();
      assertThat(job.deadLetters()).hasSize(1);
      DeadLetter letter = job.deadLetters().get(0);
      assertThat(letter.getStage()).isEqualTo("stream-quality");
      assertThat(letter.getReason()).isEqualTo(reason);
      assertThat(letter.getTopic()).isEqualTo("packets");
      assertThat(letter.getPartition()).isEqualTo(5);
      assertThat(letter.getOffset()).isEqualTo(4_711);
      assertThat(letter.getTimeNs()).isPositive();
      assertThat(letter.getKey().toByteArray()).isEqualTo(key == null ? new byte[0] : key);
      assertThat(letter.getValue().toByteArray()).isEqualTo(value == null ? new byte[0] : value);
    }
  }

  @Test
  void aBadRecordBetweenGoodOnesOfItsStreamDoesNotDisturbThem() throws Exception {
    TestStream gate = new TestStream("gate", 1);
    try (StreamQualityHarness job = new StreamQualityHarness()) {
      job.take(gate.packets(0, 60).record());
      job.take(new KafkaRecord(KEY, new byte[] {1, 2, 3}, "packets", 3, 99));
      job.take(gate.packets(60, 101).record());
      assertThat(job.seconds()).hasSize(1);
      assertThat(job.seconds().get(0).getPackets()).isEqualTo(100);
      assertThat(job.seconds().get(0).getCaptureComplete()).isTrue();
      assertThat(job.deadLetters()).hasSize(1);
    }
  }
}
