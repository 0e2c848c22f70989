package io.camvitals.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.CaptureHealth;
import io.camvitals.event.v1.DeadLetter;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.SensorEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.VantagePoint;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final VantagePoint VANTAGE_POINT =
      VantagePoint.newBuilder().setSite("hq").setAgent("agent-1").setInterface("eth0").build();
  private static final StreamIdentity STREAM =
      StreamIdentity.newBuilder()
          .setVantagePoint(VANTAGE_POINT)
          .setCameraId("gate")
          .setTransport(Transport.TRANSPORT_TCP_INTERLEAVED)
          .setSource(
              Endpoint.newBuilder()
                  .setAddress(ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, 7}))
                  .setPort(554))
          .setDestination(
              Endpoint.newBuilder()
                  .setAddress(
                      ByteString.copyFrom(
                          new byte[] {
                            0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1
                          }))
                  .setPort(40_000))
          .setSsrc(0xcafe_f00d)
          .setCodec("H264")
          .setClockRate(90_000)
          .build();
  private static final String STREAM_JSON =
      "{\"vantage_point\":{\"site\":\"hq\",\"agent\":\"agent-1\",\"interface\":\"eth0\"},"
          + "\"camera_id\":\"gate\",\"transport\":\"tcp\",\"source\":\"192.0.2.7:554\","
          + "\"destination\":\"[2001:db8:0:0:0:0:0:1]:40000\",\"interleaved_channel\":0,"
          + "\"ssrc\":\"cafef00d\",\"payload_type\":0,\"codec\":\"H264\",\"clock_rate\":90000,"
          + "\"signalled\":false}";

  @Test
  void aFrameHasMomentsAddressesAndNumbersAsPeopleWriteThem() throws Exception {
    FrameEvent frame =
        FrameEvent.newBuilder()
            .setStream(STREAM)
            .setRtpTimestamp(0xffff_fff0)
            .setFirstArrivalNs(1_767_225_600_000_000_007L)
            .setLastArrivalNs(1_767_225_600_500_000_000L)
            .setPackets(12)
            .setSize(15_000)
            .setKeyFrame(true)
            .build();
    assertThat(EventJson.line(Topic.FRAMES, frame.toByteArray()))
        .isEqualTo(
            "{\"stream\":"
                + STREAM_JSON
                + ",\"rtp_timestamp\":4294967280,\"first_arrival\":\"2026-01-01T00:00:00.000000007Z\","
                + "\"last_arrival\":\"2026-01-01T00:00:00.500000000Z\",\"packets\":12,"
                + "\"packets_missing\":0,\"size\":15000,\"key_frame\":true,\"complete\":false,"
                + "\"frame_number\":0,\"disposable\":false,\"parameter_sets\":false,"
                + "\"capture_loss\":false}");
  }

  @Test
  void aSenderReportHasItsWallClock() throws Exception {
    RtcpEvent event =
        RtcpEvent.newBuilder()
            .setSenderReport(
                RtcpEvent.SenderReport.newBuilder()
                    .setSsrc(1)
                    // 2026-01-01T00:00:00.5Z
                    .setNtpTimestamp((1_767_225_600L + 2_208_988_800L) << 32 | 0x8000_0000L))
            .addUnknownPacketType(207)
            .addUnknownPacketType(208)
            .build();
    assertThat(EventJson.line(Topic.RTCP, event.toByteArray()))
        .isEqualTo(
            "{\"sender_report\":{\"ssrc\":\"00000001\","
                + "\"ntp_timestamp\":\"2026-01-01T00:00:00.500000000Z\",\"rtp_timestamp\":0,"
                + "\"packet_count\":0,\"octet_count\":0},\"bye\":false,"
                + "\"unknown_packet_type\":[207,208]}");
  }

  @Test
  void countersAndMapsAreNumbersAndUnknownOffsetsAreAbsent() throws Exception {
    CaptureHealth health =
        CaptureHealth.newBuilder().setPacketsSeen(-1).putPacketsRejected("not-rtp", 3).build();
    assertThat(EventJson.line(Topic.CAPTURE_HEALTH, health.toByteArray()))
        .startsWith("{\"packets_seen\":18446744073709551615,")
        .contains("\"packets_rejected\":{\"not-rtp\":3}")
        .doesNotContain("clock_offset_ns");
    assertThat(
            EventJson.line(
                Topic.CAPTURE_HEALTH, health.toBuilder().setClockOffsetNs(0).build().toByteArray()))
        .contains("\"clock_offset_ns\":0");
  }

  @Test
  void enumerationsAreWords() throws Exception {
    RtspEvent event =
        RtspEvent.newBuilder().setKind(RtspEvent.Kind.KIND_AUTHENTICATION_FAILED).build();
    assertThat(EventJson.line(Topic.RTSP, event.toByteArray()))
        .contains("\"kind\":\"authentication-failed\"");
  }

  @Test
  void aDeadLettersKeyIsTextAndItsValueBase64() throws Exception {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setReason("a \"quoted\"\nreason \u001b[31m")
            .setPartition(-1)
            .setKey(ByteString.copyFromUtf8("hq/agent-1"))
            .setValue(ByteString.copyFrom(new byte[] {(byte) 0xff, 0}))
            .build();
    assertThat(EventJson.line(Topic.DEAD_LETTERS, letter.toByteArray()))
        .isEqualTo(
            "{\"reason\":\"a \\\"quoted\\\"\\u000areason \\u001b[31m\",\"partition\":-1,"
                + "\"offset\":0,\"key\":\"hq/agent-1\",\"value\":\"/wA=\"}");
  }

  @Test
  void aNumberThatJsonDoesNotKnowIsText() throws Exception {
    SensorEvent event = SensorEvent.newBuilder().setValue(Double.NaN).build();
    assertThat(EventJson.line(Topic.SENSORS, event.toByteArray())).isEqualTo("{\"value\":\"NaN\"}");
    assertThat(
            EventJson.line(Topic.SENSORS, event.toBuilder().setValue(21.5).build().toByteArray()))
        .isEqualTo("{\"value\":21.5}");
  }

  @Test
  void aBatchIsOneLineWithItsPacketsAsColumns() throws Exception {
    assertThat(EventJson.line(Topic.PACKETS, batch()))
        .isEqualTo(
            "{\"stream\":"
                + STREAM_JSON
                + ",\"batch_number\":0,\"packets\":2,\"capture_dropped\":4,"
                + "\"first_arrival\":\"2026-01-01T00:00:00.000000000Z\","
                + "\"arrival_offset_ns\":[0,250000],\"sequence\":[65535,0],"
                + "\"rtp_timestamp\":[4294967295,2],\"payload_size\":[1000,200],"
                + "\"wire_size\":[1054,254],\"flags\":[6,1]}");
  }

  @Test
  void aPacketIsOneLineWithItsStreamsKey() throws Exception {
    assertThat(EventJson.packetLines(batch()))
        .hasSize(2)
        .element(1)
        .isEqualTo(
            "{\"arrival\":\"2026-01-01T00:00:00.000250000Z\",\"camera_id\":\"gate\","
                + "\"stream\":\"hq/agent-1/eth0/tcp/192.0.2.7:554-[2001:db8:0:0:0:0:0:1]:40000/0/"
                + "cafef00d\",\"sequence\":0,\"rtp_timestamp\":2,\"payload_size\":200,"
                + "\"wire_size\":254,\"marker\":true,\"frame_start\":false,\"key_frame\":false,"
                + "\"padding\":false,\"extension\":false}");
  }

  @Test
  void theCameraOfAnEventIsItsOwnOrItsStreams() {
    assertThat(StreamKeys.cameraId(FrameEvent.newBuilder().setStream(STREAM).build()))
        .isEqualTo("gate");
    assertThat(StreamKeys.cameraId(RtspEvent.newBuilder().setCameraId("yard").build()))
        .isEqualTo("yard");
    assertThat(StreamKeys.cameraId(DeadLetter.getDefaultInstance())).isEmpty();
  }

  @Test
  void bytesThatAreNoEventAreRefused() {
    assertThatThrownBy(() -> EventJson.line(Topic.FRAMES, new byte[] {(byte) 0xff}))
        .isInstanceOf(InvalidProtocolBufferException.class);
  }

  @Property(tries = 500)
  void anyBytesAreOneLineOrRefused(@ForAll Topic topic, @ForAll byte[] bytes) {
    try {
      assertThat(EventJson.line(topic, bytes)).startsWith("{").endsWith("}").doesNotContain("\n");
    } catch (InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 500)
  void anyMomentIsWritten(@ForAll long moment, @ForAll long ntp) throws Exception {
    RtcpEvent event =
        RtcpEvent.newBuilder()
            .setArrivalNs(moment)
            .setSenderReport(RtcpEvent.SenderReport.newBuilder().setNtpTimestamp(ntp))
            .build();
    assertThat(EventJson.line(Topic.RTCP, event.toByteArray())).endsWith("}");
  }

  private static byte[] batch() {
    PacketBatchBuilder builder = new PacketBatchBuilder(STREAM, 8);
    builder.append(
        1_767_225_600_000_000_000L,
        65_535,
        -1,
        1_000,
        54,
        PacketFlags.FRAME_START | PacketFlags.KEY_FRAME);
    builder.append(1_767_225_600_000_250_000L, 0, 2, 200, 54, PacketFlags.MARKER);
    builder.addCaptureDropped(4);
    return builder.build();
  }
}
