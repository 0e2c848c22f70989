package io.camvitals.agent.source.wireless;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.PacketDecoder;
import io.camvitals.event.v1.VantagePoint;
import io.camvitals.event.v1.WirelessEvent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WirelessMeterTest {
  private static final int RADIOTAP = 127;
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 1_700_000_000L * SECOND;
  private static final int DAMAGED = 0x40;
  private static final int RETRY = 0x08;
  private static final int PROTECTED = 0x40;

  private final List<WirelessEvent> events = new ArrayList<>();
  private final WirelessMeter meter =
      new WirelessMeter(VantagePoint.newBuilder().setInterface("wlan0mon").build(), events::add);
  private final PacketDecoder decoder = new PacketDecoder(meter);

  @Test
  void tellsOfEachStationOncePerSecond() {
    data(START + 1, 1, 0, PROTECTED, -60, 12);
    data(START + 2, 1, 0, PROTECTED | RETRY, -64, 108);
    data(START + 3, 2, 0, 0, -80, 2);
    assertThat(events).isEmpty();
    data(START + SECOND, 1, 0, 0, -50, 12);
    assertThat(events).hasSize(2);
    WirelessEvent first = events.get(0);
    assertThat(first.getVantagePoint().getInterface()).isEqualTo("wlan0mon");
    assertThat(first.getTransmitter()).isEqualTo("02-00-00-00-00-01");
    assertThat(first.getWindowStartNs()).isEqualTo(START);
    assertThat(first.getWindowNs()).isEqualTo(SECOND);
    assertThat(first.getChannelsList()).containsExactly(6);
    assertThat(first.getFrames()).isEqualTo(2);
    assertThat(first.getDataFrames()).isEqualTo(2);
    assertThat(first.getRetries()).isEqualTo(1);
    assertThat(first.getEncrypted()).isEqualTo(2);
    assertThat(first.getBytes()).isEqualTo(2 * 30);
    assertThat(first.getSignals()).isEqualTo(2);
    assertThat(first.getSignalMeanDbm()).isEqualTo(-62);
    assertThat(first.getSignalMinDbm()).isEqualTo(-64);
    assertThat(first.getSignalMaxDbm()).isEqualTo(-60);
    assertThat(first.getRateMinKbps()).isEqualTo(6_000);
    assertThat(first.getRateMaxKbps()).isEqualTo(54_000);
    assertThat(first.getRateMeanKbps()).isEqualTo(30_000);
    assertThat(first.hasNoiseMeanDbm()).isFalse();
    assertThat(events.get(1).getTransmitter()).isEqualTo("02-00-00-00-00-02");
  }

  @Test
  void aDamagedFrameIsNobodysAndInNoFigure() {
    data(START, 1, DAMAGED, RETRY, -60, 12);
    meter.end();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getTransmitter()).isEmpty();
    assertThat(events.get(0).getDamaged()).isEqualTo(1);
    assertThat(events.get(0).getFrames()).isEqualTo(1);
    assertThat(events.get(0).getDataFrames()).isZero();
    assertThat(events.get(0).hasSignalMeanDbm()).isFalse();
  }

  @Test
  void aSecondWithoutFurtherFramesIsToldOfWhenItIsOver() {
    data(START, 1, 0, 0, -60, 12);
    meter.advance(START + 2 * SECOND - 1);
    assertThat(events).isEmpty();
    meter.advance(START + 2 * SECOND);
    assertThat(events).hasSize(1);
    meter.advance(START + 3 * SECOND);
    meter.end();
    assertThat(events).hasSize(1);
  }

  @Test
  void aLateFrameCountsInThePresentSecond() {
    data(START + SECOND, 1, 0, 0, -60, 12);
    data(START + SECOND - 1, 1, 0, 0, -60, 12);
    meter.end();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).getFrames()).isEqualTo(2);
  }

  @Test
  void stationsBeyondTheLimitCountTogether() {
    for (int station = 0; station < WirelessMeter.MOST_STATIONS + 5; station++) {
      data(START, station, 0, 0, -60, 12);
    }
    meter.end();
    assertThat(events).hasSize(WirelessMeter.MOST_STATIONS + 1);
    assertThat(events.stream().mapToLong(WirelessEvent::getFrames).sum())
        .isEqualTo(WirelessMeter.MOST_STATIONS + 5);
    assertThat(events)
        .filteredOn(event -> event.getTransmitter().isEmpty())
        .singleElement()
        .satisfies(event -> assertThat(event.getFrames()).isEqualTo(5));
  }

  /**
   * A data frame of 30 bytes behind a radiotap header.
   *
   * @param rate in units of 500 kb/s
   */
  private void data(long timeNs, int station, int radioFlags, int flags, int signal, int rate) {
    ByteBuffer bytes = ByteBuffer.allocate(15 + 30).order(ByteOrder.LITTLE_ENDIAN);
    // Version, padding, length; flags, rate, channel and signal are present.
    bytes.put((byte) 0).put((byte) 0).putShort((short) 15).putInt(0x2e);
    bytes.put((byte) radioFlags).put((byte) rate);
    bytes.putShort((short) 2437).putShort((short) 0).put((byte) signal);
    bytes.put((byte) 0x08).put((byte) (flags | 0x01)).putShort((short) 0);
    bytes.put(new byte[] {2, 0, 0, 0, 0, 99});
    bytes.put(new byte[] {2, 0, 0, 0, (byte) (station >> 8), (byte) station});
    CapturedPacket packet = new CapturedPacket();
    packet.set(ByteBuffer.wrap(bytes.array()), 0, bytes.capacity(), bytes.capacity(), RADIOTAP, 0);
    packet.setTimestampNs(timeNs);
    decoder.decode(packet);
  }
}
