package io.camvitals.protocol.rtsp;

import io.camvitals.protocol.sdp.SessionDescription;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps all that a session tells. */
class RecordedSession implements RtspSessionListener {
  final List<String> events = new CopyOnWriteArrayList<>();
  final List<RtspExchange> exchanges = new CopyOnWriteArrayList<>();
  final List<RtspTrack> tracks = new CopyOnWriteArrayList<>();
  final List<Packet> packets = new CopyOnWriteArrayList<>();
  final List<Packet> reports = new CopyOnWriteArrayList<>();
  final List<RtspParseError> malformed = new CopyOnWriteArrayList<>();
  final List<String> disconnects = new CopyOnWriteArrayList<>();
  final List<Duration> delays = new CopyOnWriteArrayList<>();
  final List<String> refusals = new CopyOnWriteArrayList<>();
  final List<RuntimeException> internalErrors = new CopyOnWriteArrayList<>();

  record Packet(int track, String bytes, long arrivalNs) {}

  @Override
  public void connected(InetSocketAddress client, InetSocketAddress server) {
    events.add("connected");
  }

  @Override
  public void exchange(RtspExchange exchange) {
    exchanges.add(exchange);
    events.add(exchange.method() + " " + exchange.status());
  }

  @Override
  public void described(SessionDescription description) {
    events.add("described");
  }

  @Override
  public void playing(List<RtspTrack> playing) {
    tracks.clear();
    tracks.addAll(playing);
    events.add("playing");
  }

  @Override
  public void rtp(RtspTrack track, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    packets.add(packet(track, buffer, offset, length, arrivalNs));
  }

  @Override
  public void rtcp(RtspTrack track, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    reports.add(packet(track, buffer, offset, length, arrivalNs));
  }

  private static Packet packet(
      RtspTrack track, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    byte[] bytes = new byte[length];
    buffer.get(offset, bytes);
    return new Packet(track.index(), HexFormat.of().formatHex(bytes), arrivalNs);
  }

  @Override
  public void malformed(RtspParseError error) {
    malformed.add(error);
  }

  @Override
  public void frameDropped(int channel, int length) {
    events.add("dropped " + channel + " " + length);
  }

  @Override
  public void authenticationFailed(String reason) {
    refusals.add(reason);
    events.add("refused");
  }

  @Override
  public void disconnected(String reason) {
    disconnects.add(reason);
    events.add("disconnected");
  }

  @Override
  public void reconnecting(Duration delay) {
    delays.add(delay);
    events.add("reconnecting");
  }

  @Override
  public void internalError(RuntimeException error) {
    internalErrors.add(error);
  }
}
