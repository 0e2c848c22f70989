package io.camvitals.agent.observe.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.source.Frames;
import io.camvitals.agent.source.RecordedStreams;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.StreamChangeEvent.ChannelEvidence;
import io.camvitals.event.v1.StreamChangeEvent.Kind;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelObserversTest {
  private final RecordedStreams streams = new RecordedStreams();
  private final List<StreamChangeEvent> changes = new ArrayList<>();
  private final ChannelObservers observers = new ChannelObservers(streams, changes::add);

  private static Endpoint endpoint(int lastOctet, int port) {
    return Endpoint.newBuilder()
        .setAddress(ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, (byte) lastOctet}))
        .setPort(port)
        .build();
  }

  /** A stream that nobody announced, from the camera 192.0.2.7 to 192.0.2.1. */
  private static StreamIdentity found(int sourcePort, int destinationPort, int ssrc) {
    return StreamIdentity.newBuilder()
        .setTransport(Transport.TRANSPORT_UDP)
        .setSource(endpoint(7, sourcePort))
        .setDestination(endpoint(1, destinationPort))
        .setSsrc(ssrc)
        .setPayloadType(96)
        .build();
  }

  /** The first stream of an RTSP session. */
  private static StreamIdentity announced(int viewer, int port, int ssrc) {
    return found(5000, port, ssrc).toBuilder()
        .setDestination(endpoint(viewer, port))
        .setRtspUrl("rtsp://192.0.2.7/live")
        .setChannel("rtsp://192.0.2.7/live trackID=1")
        .setSignalled(true)
        .build();
  }

  /** A packet each 40 ms. */
  private static void play(StreamObserver stream, long fromMs, long toMs) {
    play(stream, fromMs, toMs, 40);
  }

  private static void play(StreamObserver stream, long fromMs, long toMs, long stepMs) {
    RtpPacket packet = new RtpPacket();
    byte[] bytes = Frames.rtp(96, 1, 0, 1, 10);
    packet.parse(ByteBuffer.wrap(bytes), 0, bytes.length);
    for (long ms = fromMs; ms < toMs; ms += stepMs) {
      stream.rtp(packet, ms * 1_000_000, 50);
    }
  }

  @Test
  void anotherSsrcBetweenTheSameEndpointsIsTheSameChannel() {
    StreamObserver before = observers.open(found(5000, 6000, 1));
    play(before, 0, 10_000);
    StreamObserver after = observers.open(found(5000, 6000, 2));
    play(after, 10_500, 15_000);

    assertThat(streams.all())
        .extracting(stream -> stream.identity().getChannel())
        .containsOnly("192.0.2.7:5000-192.0.2.1:6000/96");
    assertThat(changes).hasSize(1);
    StreamChangeEvent change = changes.get(0);
    assertThat(change.getKind()).isEqualTo(Kind.KIND_SSRC);
    assertThat(change.getChannelEvidence()).isEqualTo(ChannelEvidence.CHANNEL_EVIDENCE_ENDPOINTS);
    assertThat(change.getPrevious().getSsrc()).isEqualTo(1);
    assertThat(change.getStream()).isEqualTo(streams.all().get(1).identity());
    assertThat(change.getTimeNs()).isEqualTo(10_500_000_000L);
    assertThat(change.getInterruptionNs()).isEqualTo(540_000_000L);
    assertThat(change.getChanges()).isEqualTo(1);
  }

  @Test
  void changesOfAChannelAreCounted() {
    for (int i = 0; i < 4; i++) {
      StreamObserver stream = observers.open(found(5000, 6000, i));
      play(stream, i * 10_000L, i * 10_000L + 9_000);
      stream.close();
    }
    assertThat(changes).extracting(StreamChangeEvent::getChanges).containsExactly(1, 2, 3);
    assertThat(changes).allMatch(change -> change.getInterruptionNs() == 1_040_000_000L);
  }

  @Test
  void twoSourcesBesideEachOtherAreNoChange() {
    StreamObserver one = observers.open(found(5000, 6000, 1));
    StreamObserver other = observers.open(found(5000, 6000, 2));
    for (int second = 0; second < 20; second++) {
      play(one, second * 1_000L, second * 1_000L + 1_000);
      play(other, second * 1_000L + 20, second * 1_000L + 1_000);
    }
    one.close();
    other.close();
    assertThat(changes).isEmpty();
  }

  /** The last packets of the old stream and the first of the new one may overtake each other. */
  @Test
  void streamsThatOverlapForAnInstantAreAChangeWithoutInterruption() {
    StreamObserver before = observers.open(found(5000, 6000, 1));
    play(before, 0, 10_000);
    StreamObserver after = observers.open(found(5000, 6000, 2));
    play(after, 10_000, 10_040);
    play(before, 10_050, 10_060);
    play(after, 10_040, 15_000);
    assertThat(changes).extracting(StreamChangeEvent::getInterruptionNs).containsExactly(0L);
  }

  @Test
  void aStreamThatSpeaksRarelyIsNotTakenForOneThatEnded() {
    StreamObserver metadata = observers.open(found(5000, 6000, 1));
    play(metadata, 0, 31_000, 10_000);
    StreamObserver other = observers.open(found(5000, 6000, 2));
    play(other, 32_000, 39_900);
    play(metadata, 40_000, 60_000, 10_000);
    play(other, 40_000, 60_000);
    other.close();
    assertThat(changes).isEmpty();
  }

  @Test
  void whatIsTooShortToTellIsNotTold() {
    play(observers.open(found(5000, 6000, 1)), 0, 10_000);
    StreamObserver last = observers.open(found(5000, 6000, 2));
    play(last, 10_000, 11_000);
    last.close();
    assertThat(changes).isEmpty();
  }

  @Test
  void theSameStreamAfterASilenceIsNoChange() {
    StreamObserver before = observers.open(found(5000, 6000, 1));
    play(before, 0, 10_000);
    before.close();
    play(observers.open(found(5000, 6000, 1)), 90_000, 99_000);
    assertThat(changes).isEmpty();
    assertThat(streams.all()).hasSize(2);
  }

  @Test
  void otherPortsAreTheSameChannelWhereItCanBeNoOther() {
    StreamObserver before = observers.open(found(5000, 6000, 1));
    play(before, 0, 10_000);
    before.close();
    play(observers.open(found(5002, 6010, 2)), 12_000, 20_000);
    play(observers.open(found(5002, 6010, 3)), 25_000, 30_000);

    assertThat(streams.all())
        .extracting(stream -> stream.identity().getChannel())
        .containsOnly("192.0.2.7:5000-192.0.2.1:6000/96");
    assertThat(changes)
        .extracting(StreamChangeEvent::getKind)
        .containsExactly(Kind.KIND_ENDPOINTS, Kind.KIND_SSRC);
    assertThat(changes.get(0).getChannelEvidence())
        .isEqualTo(ChannelEvidence.CHANNEL_EVIDENCE_ADDRESSES);
  }

  /** A recorder that hands on many cameras has one address and one payload type for all. */
  @Test
  void otherPortsAreAnotherChannelWhereSeveralCouldBeMeant() {
    play(observers.open(found(5000, 6000, 1)), 0, 10_000);
    play(observers.open(found(5002, 6002, 2)), 5, 10_000);
    play(observers.open(found(5004, 6004, 3)), 12_000, 20_000);
    assertThat(changes).isEmpty();
    assertThat(streams.all())
        .extracting(stream -> stream.identity().getChannel())
        .doesNotHaveDuplicates();
  }

  @Test
  void otherPortsAreAnotherChannelWhileTheFirstGoesOnOrWasGoneForLong() {
    play(observers.open(found(5000, 6000, 1)), 0, 10_000);
    play(observers.open(found(5002, 6002, 2)), 10_100, 20_000);
    play(observers.open(found(5004, 6004, 3)), 120_000, 130_000);
    assertThat(changes).isEmpty();
    assertThat(streams.all())
        .extracting(stream -> stream.identity().getChannel())
        .doesNotHaveDuplicates();
  }

  @Test
  void aSessionThatBeginsAnewIsTheSameChannelWhateverItsPortsAndSource() {
    StreamObserver before = observers.open(announced(1, 6000, 1));
    play(before, 0, 10_000);
    before.close();
    // Behind a translator (NAT) the viewer has another address as well.
    play(observers.open(announced(9, 7000, 2)), 70_000, 80_000);
    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).getKind()).isEqualTo(Kind.KIND_SESSION);
    assertThat(changes.get(0).getInterruptionNs()).isEqualTo(60_040_000_000L);
    assertThat(changes.get(0).getStream().getChannel())
        .isEqualTo("rtsp://192.0.2.7/live trackID=1")
        .isEqualTo(changes.get(0).getPrevious().getChannel());
    assertThat(changes.get(0).getChannelEvidence())
        .isEqualTo(ChannelEvidence.CHANNEL_EVIDENCE_SIGNALLING);
  }

  @Test
  void anotherSourceWithinASessionIsNoNewSession() {
    play(observers.open(announced(1, 6000, 1)), 0, 10_000);
    play(
        observers.open(announced(1, 6000, 2).toBuilder().setSignalled(false).build()),
        10_100,
        20_000);
    assertThat(changes).extracting(StreamChangeEvent::getKind).containsExactly(Kind.KIND_SSRC);
  }

  @Test
  void ofTwoViewersWhoComeAgainEachContinuesItsOwnStream() {
    play(observers.open(announced(1, 6000, 1)), 0, 10_000);
    play(observers.open(announced(2, 6000, 2)), 5, 10_000);
    assertThat(changes).isEmpty();
    play(observers.open(announced(2, 6002, 3)), 20_000, 30_000);
    play(observers.open(announced(1, 6002, 4)), 20_005, 30_000);
    assertThat(changes)
        .extracting(
            change -> change.getPrevious().getSsrc() + " to " + change.getStream().getSsrc())
        .containsExactly("2 to 3", "1 to 4");
  }

  @Test
  void twoCamerasOfOneUrlAreTwoChannels() {
    play(observers.open(announced(1, 6000, 1).toBuilder().setCameraId("udp").build()), 0, 10_000);
    play(
        observers.open(announced(1, 6002, 2).toBuilder().setCameraId("tcp").build()),
        20_000,
        30_000);
    assertThat(changes).isEmpty();
  }

  @Test
  void whatWasDroppedBeforeTheFirstPacketIsNotForgotten() {
    StreamObserver stream = observers.open(found(5000, 6000, 1));
    stream.captureDropped(3);
    assertThat(streams.all()).isEmpty();
    play(stream, 0, 100);
    stream.captureDropped(2);
    stream.close();
    stream.close();
    assertThat(streams.all().get(0).dropped()).isEqualTo(5);
    assertThat(streams.all().get(0).closed()).isTrue();
  }

  @Test
  void aStreamWithoutAPacketIsNone() {
    StreamObserver stream = observers.open(found(5000, 6000, 1));
    stream.close();
    play(stream, 0, 100);
    assertThat(streams.all()).isEmpty();
  }
}
