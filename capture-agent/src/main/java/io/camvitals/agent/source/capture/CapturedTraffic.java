package io.camvitals.agent.source.capture;

import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.channel.ChannelObservers;
import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import io.camvitals.agent.source.packet.PacketDemultiplexer;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.agent.source.packet.RtpStreamDetector;
import io.camvitals.agent.source.packet.UdpDispatcher;
import io.camvitals.agent.source.signal.Signalling;
import io.camvitals.agent.source.tcp.ObservationContext;
import io.camvitals.agent.source.tcp.TcpStreams;
import io.camvitals.agent.source.wireless.WirelessMeter;
import io.camvitals.event.v1.VantagePoint;

/**
 * From captured packets to the observers of streams and connections: decodes, follows TCP, learns
 * from signalling, finds RTP. The same for files and interfaces. Not for use by several threads at
 * once.
 */
public final class CapturedTraffic implements CapturedPacketHandler {
  private static final int TCP_PATIENCE = 10;

  private final RtpStreamDetector detector;
  private final TcpStreams tcp;
  private final WirelessMeter wireless;
  private final PacketDemultiplexer demultiplexer;
  private long lastNs = Long.MIN_VALUE;

  /**
   * @param clocks of payload types that no signalling names
   */
  public CapturedTraffic(
      VantagePoint vantagePoint,
      PayloadTypeClocks clocks,
      CaptureLimits limits,
      CaptureObservers observers) {
    Signalling signalling = new Signalling();
    StreamObservers streams =
        new ChannelObservers(observers.streams(), observers.connections()::streamChanged);
    detector =
        new RtpStreamDetector(
            vantagePoint, clocks, limits.udp(), streams, observers.packets(), signalling);
    tcp =
        new TcpStreams(
            new ObservationContext(
                vantagePoint,
                streams,
                observers.connections(),
                observers.frames(),
                signalling,
                clocks),
            limits.tcp());
    UdpDispatcher udp = new UdpDispatcher(detector, observers.packets(), signalling);
    wireless = new WirelessMeter(vantagePoint, observers.connections()::wireless);
    demultiplexer =
        new PacketDemultiplexer(udp::datagram, tcp::segment, observers.packets(), wireless);
  }

  @Override
  public void packet(CapturedPacket packet) {
    if (packet.timestamped()) {
      lastNs = Math.max(lastNs, packet.timestampNs());
    }
    demultiplexer.packet(packet);
  }

  /**
   * Time has passed: tells what is due of silent connections, ends streams that were silent for
   * longer than the given time, and connections that were for {@value #TCP_PATIENCE} times as long:
   * RTSP says nothing while its media flow elsewhere.
   *
   * @param nowNs nanoseconds since the Unix epoch, of the packets' clock
   */
  public void advance(long nowNs, long idleNs) {
    detector.closeIdle(nowNs, idleNs);
    tcp.advance(nowNs);
    wireless.advance(nowNs);
    tcp.closeIdle(nowNs, TCP_PATIENCE * idleNs);
  }

  /** Packets that the capture dropped and that may have been of any of the streams. */
  public void captureDropped(long packets) {
    detector.captureDropped(packets);
    tcp.captureDropped(packets);
  }

  /** The capture has ended: ends all streams and connections. */
  public void close() {
    wireless.end();
    tcp.close(lastNs);
    detector.close();
  }

  /** The way to each packet's streams, for its figures. */
  public PacketDemultiplexer demultiplexer() {
    return demultiplexer;
  }
}
