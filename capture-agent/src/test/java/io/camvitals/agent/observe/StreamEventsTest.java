package io.camvitals.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camvitals.event.PacketFlags;
import io.camvitals.event.Topic;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.Transport;
import io.camvitals.event.v1.TransportStreamEvent;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.protocol.rtcp.ExtendedReport;
import io.camvitals.protocol.rtcp.FeedbackMessage;
import io.camvitals.protocol.rtcp.Goodbye;
import io.camvitals.protocol.rtcp.Octets;
import io.camvitals.protocol.rtcp.ReceiverReferenceTime;
import io.camvitals.protocol.rtcp.ReceptionReport;
import io.camvitals.protocol.rtcp.RtcpCompound;
import io.camvitals.protocol.rtcp.RunLengthReport;
import io.camvitals.protocol.rtcp.SenderReport;
import io.camvitals.protocol.rtcp.SourceDescription;
import io.camvitals.protocol.rtcp.StatisticsSummary;
import io.camvitals.protocol.rtcp.UnknownRtcpPacket;
import io.camvitals.protocol.rtsp.RtspExchange;
import io.camvitals.protocol.video.CaptureTimeSei;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one stream's packets become beside batches. */
class StreamEventsTest {
  private static final int SSRC = 7;
  private static final int[] KEY_FRAME_SLICE = {0x65, 0x88, 1, 2};
  private static final int[] SLICE = {0x41, 0x9a, 1, 2};

  private final RecordedEvents events = new RecordedEvents();
  private final CaptureInterfaces interfaces = new CaptureInterfaces();
  private final PublishingStreamObservers observers =
      new PublishingStreamObservers(
          events, interfaces, new BatchSettings(64, Duration.ofMillis(100)));
  private final StreamObserver stream = observers.open(RtpPackets.stream("gate", SSRC));

  @AfterEach
  void close() {
    observers.close();
  }

  private List<FrameEvent> frames() throws Exception {
    List<FrameEvent> frames = new ArrayList<>();
    for (RecordedEvents.Published published : events.of(Topic.FRAMES)) {
      frames.add(FrameEvent.parseFrom(published.value()));
    }
    return frames;
  }

  @Test
  void packetsBecomeFramesWithTheirCaptureTime() throws Exception {
    byte[] sei = CaptureTimeSei.forH264().nalUnit(12, 1_700_000_000_000_000_000L);
    int[] payload = new int[sei.length];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = sei[i];
    }
    stream.rtp(RtpPackets.packet(SSRC, 1, 3_000, false, payload), 10, 100);
    stream.rtp(RtpPackets.packet(SSRC, 2, 3_000, false, KEY_FRAME_SLICE), 20, 100);
    stream.rtp(RtpPackets.packet(SSRC, 3, 3_000, true, KEY_FRAME_SLICE), 30, 100);
    stream.rtp(RtpPackets.packet(SSRC, 4, 6_000, true, SLICE), 40, 100);
    assertThat(frames()).hasSize(2);
    FrameEvent frame = frames().get(0);
    assertThat(frame.getStream()).isEqualTo(RtpPackets.stream("gate", SSRC));
    assertThat(frame.getPackets()).isEqualTo(3);
    assertThat(frame.getKeyFrame()).isTrue();
    assertThat(frame.getComplete()).isTrue();
    assertThat(frame.getFirstArrivalNs()).isEqualTo(10);
    assertThat(frame.getLastArrivalNs()).isEqualTo(30);
    assertThat(frame.getFrameNumber()).isEqualTo(12);
    assertThat(frame.getCaptureTimeNs()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(frames().get(1).getKeyFrame()).isFalse();
    stream.close();
    assertThat(events.batches().get(0).getFlagsList())
        .containsExactly(
            PacketFlags.FRAME_START,
            PacketFlags.KEY_FRAME,
            PacketFlags.KEY_FRAME | PacketFlags.MARKER,
            PacketFlags.FRAME_START | PacketFlags.MARKER);
  }

  @Test
  void whatIsMissingOfAFrameIsNotAwaitedWhenTheStreamIsSilentButItsNewestFrameIs()
      throws Exception {
    stream.rtp(RtpPackets.packet(SSRC, 1, 3_000, false, SLICE), 10, 100);
    stream.rtp(RtpPackets.packet(SSRC, 4, 6_000, false, SLICE), 20, 100);
    await().atMost(Duration.ofSeconds(5)).until(() -> frames().size() == 1);
    assertThat(frames().get(0).getRtpTimestamp()).isEqualTo(3_000);
    assertThat(frames().get(0).getComplete()).isFalse();
  }

  @Test
  void aTransportStreamWithoutRtpIsToldSecondBySecond() throws Exception {
    TransportStreamObserver transport =
        observers.openTransportStream(
            RtpPackets.stream("gate", 0).toBuilder()
                .setTransport(Transport.TRANSPORT_UDP_MPEG_TS)
                .build());
    for (int i = 0; i < 25; i++) {
      byte[] datagram = transportPackets(i == 3 ? 9 : 2 * i);
      transport.datagram(
          ByteBuffer.wrap(datagram), 0, datagram.length, datagram.length, 100_000_000L * i);
    }
    transport.close();
    List<TransportStreamEvent> seconds = new ArrayList<>();
    for (RecordedEvents.Published published : events.of(Topic.TRANSPORT_STREAM)) {
      assertThat(published.key()).contains("/udp-mpeg-ts/");
      seconds.add(TransportStreamEvent.parseFrom(published.value()));
    }
    assertThat(seconds)
        .extracting(TransportStreamEvent::getEventNumber)
        .containsExactly(0L, 1L, 2L);
    assertThat(seconds)
        .extracting(TransportStreamEvent::getDatagrams)
        .containsExactly(10L, 10L, 5L);
    assertThat(seconds)
        .extracting(TransportStreamEvent::getSecondStartNs)
        .containsExactly(0L, 1_000_000_000L, 2_000_000_000L);
    assertThat(seconds)
        .extracting(TransportStreamEvent::getContinuityErrors)
        .containsExactly(2L, 0L, 0L);
    assertThat(seconds.get(0).getInterarrivalMaxNs()).isEqualTo(100_000_000);
    assertThat(seconds.get(0).hasPcrJitterMaxNs()).isFalse();
    assertThat(seconds.get(0).getPacketSize()).isEqualTo(188);
    assertThat(interfaces.counters("rtsp").snapshot().accepted()).isEqualTo(25);
  }

  @Test
  void aTransportStreamWithinRtpIsToldToo() throws Exception {
    StreamObserver transport =
        observers.open(RtpPackets.stream("gate", 8).toBuilder().setCodec("MP2T").build());
    byte[] bytes = transportPackets(0);
    int[] payload = new int[bytes.length];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = bytes[i];
    }
    transport.rtp(RtpPackets.packet(8, 1, 160, false, payload), 5, 50);
    transport.close();
    TransportStreamEvent second =
        TransportStreamEvent.parseFrom(events.of(Topic.TRANSPORT_STREAM).get(0).value());
    assertThat(second.getPackets()).isEqualTo(2);
    assertThat(second.getStream().getSsrc()).isEqualTo(8);
    assertThat(events.batches()).hasSize(1);
  }

  /** Two packets of PID 256 with this counter and the next. */
  private static byte[] transportPackets(int counter) {
    byte[] bytes = new byte[376];
    for (int at = 0; at < bytes.length; at += 188) {
      bytes[at] = 0x47;
      bytes[at + 1] = 1;
      bytes[at + 3] = (byte) (0x10 | counter + at / 188 & 0xf);
    }
    return bytes;
  }

  @Test
  void soundHasNoFrames() {
    StreamObserver sound =
        observers.open(
            RtpPackets.stream("gate", 8).toBuilder().setMedia("audio").setCodec("PCMA").build());
    sound.rtp(RtpPackets.packet(8, 1, 160, true, 1, 2), 0, 50);
    sound.rtp(RtpPackets.packet(8, 2, 320, true, 1, 2), 0, 50);
    sound.close();
    assertThat(events.of(Topic.FRAMES)).isEmpty();
    assertThat(events.batches()).hasSize(1);
  }

  @Test
  void rtcpBecomesAnEvent() throws Exception {
    byte[] compound =
        RtcpCompound.of(
                new SenderReport(
                    SSRC,
                    0x1234_5678_9abc_def0L,
                    90_000,
                    4_000_000_000L,
                    5,
                    List.of(new ReceptionReport(9, 128, -3, 70_000, 12, 13, 14)),
                    Octets.NONE),
                SourceDescription.ofCname(SSRC, "gate@example"),
                new FeedbackMessage(205, 1, 9, SSRC, Octets.of(new byte[] {0, 5, 0, 1})),
                new ExtendedReport(
                    9,
                    List.of(
                        new ReceiverReferenceTime(77L << 32),
                        new StatisticsSummary(
                            StatisticsSummary.LOST, SSRC, 1, 9, 3, 0, 0, 0, 0, 0, 0),
                        new RunLengthReport(1, 0, SSRC, 1, 9, List.of(2, 0)))),
                new UnknownRtcpPacket(195, 0, Octets.NONE),
                new Goodbye(SSRC, "switched off"))
            .encode();
    stream.rtcp(ByteBuffer.wrap(compound), 0, compound.length, 77);
    RtcpEvent event = RtcpEvent.parseFrom(events.of(Topic.RTCP).get(0).value());
    assertThat(event.getArrivalNs()).isEqualTo(77);
    assertThat(event.getSenderReport().getNtpTimestamp()).isEqualTo(0x1234_5678_9abc_def0L);
    assertThat(Integer.toUnsignedLong(event.getSenderReport().getPacketCount()))
        .isEqualTo(4_000_000_000L);
    assertThat(event.getReceptionReport(0).getReporterSsrc()).isEqualTo(SSRC);
    assertThat(event.getReceptionReport(0).getFractionLost()).isEqualTo(128);
    assertThat(event.getReceptionReport(0).getCumulativeLost()).isEqualTo(-3);
    assertThat(event.getCname()).isEqualTo("gate@example");
    assertThat(event.getSenderSsrc()).isEqualTo(SSRC);
    assertThat(event.getFeedback(0).getKind()).isEqualTo(RtcpEvent.Feedback.Kind.KIND_NACK);
    assertThat(event.getFeedback(0).getRequestedSequenceNumberList()).containsExactly(5, 6);
    assertThat(event.getFeedback(0).getTargetSsrcList()).containsExactly(SSRC);
    assertThat(event.getReceiverReferenceTime(0).getNtpTimestamp()).isEqualTo(77L << 32);
    assertThat(event.getStatisticsSummary(0).getLost()).isEqualTo(3);
    assertThat(event.getStatisticsSummary(0).hasJitterMax()).isFalse();
    assertThat(event.getRunLengthReport(0).getPackets()).isEqualTo(2);
    assertThat(event.getUnknownPacketTypeList()).containsExactly(195);
    assertThat(event.getBye()).isTrue();
    assertThat(event.getByeReason()).isEqualTo("switched off");
    assertThat(interfaces.counters("rtsp").snapshot().accepted()).isEqualTo(1);
  }

  @Test
  void malformedRtcpIsRejectedByReason() {
    byte[] overrun = {(byte) 0x80, (byte) 200, 0, 9, 0, 0, 0, 7};
    stream.rtcp(ByteBuffer.wrap(overrun), 0, overrun.length, 0);
    assertThat(interfaces.counters("rtsp").snapshot().rejected())
        .containsEntry("rtcp-length-overrun", 1L);
    assertThat(events.of(Topic.RTCP)).isEmpty();
  }

  @Test
  void anRtspExchangeBecomesAnEventWithBothEnds() throws Exception {
    VantagePoint vantagePoint = RtpPackets.stream("gate", 0).getVantagePoint();
    RtspEvents rtsp =
        new RtspEvents(events, new WallClock(), vantagePoint, "gate", "rtsp://192.0.2.1/");
    InetAddress camera = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    rtsp.connected(new InetSocketAddress(camera, 5_000), new InetSocketAddress(camera, 554));
    rtsp.exchange(
        new RtspExchange(9, "DESCRIBE", "rtsp://192.0.2.1/", 404, 1_500, "Camera/1.0", 0));
    rtsp.change(RtspEvent.Kind.KIND_DISCONNECTED, "DESCRIBE was answered 404");
    List<RecordedEvents.Published> published = events.of(Topic.RTSP);
    assertThat(published).extracting(RecordedEvents.Published::key).containsOnly("gate");
    RtspEvent exchange = RtspEvent.parseFrom(published.get(1).value());
    assertThat(exchange.getKind()).isEqualTo(RtspEvent.Kind.KIND_EXCHANGE);
    assertThat(exchange.getTimeNs()).isEqualTo(9);
    assertThat(exchange.getMethod()).isEqualTo("DESCRIBE");
    assertThat(exchange.getStatusCode()).isEqualTo(404);
    assertThat(exchange.getResponseTimeNs()).isEqualTo(1_500);
    assertThat(exchange.getServer().getPort()).isEqualTo(554);
    assertThat(exchange.getClient().getPort()).isEqualTo(5_000);
    assertThat(RtspEvent.parseFrom(published.get(2).value()).getReason())
        .isEqualTo("DESCRIBE was answered 404");
  }

  @Test
  void aSessionsLengthServerAndTimeoutAreTold() throws Exception {
    RtspEvents rtsp =
        new RtspEvents(
            events,
            new WallClock(),
            VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("rtsp").build(),
            "gate",
            "rtsp://192.0.2.1/");
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 554);
    rtsp.connected(address, address);
    rtsp.exchange(new RtspExchange(9, "SETUP", "rtsp://192.0.2.1/", 200, 5, "Camera/1.0", 30));
    rtsp.exchange(new RtspExchange(10, "PLAY", "rtsp://192.0.2.1/", 200, 5, "", 0));
    rtsp.change(RtspEvent.Kind.KIND_PLAYING, "");
    rtsp.change(RtspEvent.Kind.KIND_DISCONNECTED, "the camera closed the connection");
    rtsp.connected(address, address);
    rtsp.change(RtspEvent.Kind.KIND_DISCONNECTED, "again");

    List<RtspEvent> told = new ArrayList<>();
    for (RecordedEvents.Published published : events.of(Topic.RTSP)) {
      told.add(RtspEvent.parseFrom(published.value()));
    }
    assertThat(told.get(2).getServerName()).isEqualTo("Camera/1.0");
    assertThat(told.get(4).getSessionTimeoutS()).isEqualTo(30);
    assertThat(told.get(4).getSessionNs())
        .isEqualTo(told.get(4).getTimeNs() - told.get(3).getTimeNs())
        .isPositive();
    assertThat(told.get(4).getReason()).isEqualTo("the camera closed the connection");
    // The next connection knows nothing of the one before.
    assertThat(told.get(6).getSessionNs()).isZero();
    assertThat(told.get(6).getSessionTimeoutS()).isZero();
    assertThat(told.get(6).getServerName()).isEmpty();
  }
}
