package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.SessionHeader;
import io.camvitals.protocol.rtsp.TransportHeader;
import io.camvitals.simulator.stream.PacketPath;
import io.camvitals.simulator.stream.StreamSender;

/** One RTSP session: a client's right to one camera's stream. */
final class CameraSession {
  private final ServedCamera camera;
  private final String id;
  private final TransportHeader transport;
  private final PacketPath path;
  private final StreamSender sender;
  private boolean playing;
  private long lastSignNs;

  CameraSession(
      ServedCamera camera,
      String id,
      TransportHeader transport,
      PacketPath path,
      StreamSender sender,
      long nowNs) {
    this.camera = camera;
    this.id = id;
    this.transport = transport;
    this.path = path;
    this.sender = sender;
    this.lastSignNs = nowNs;
  }

  ServedCamera camera() {
    return camera;
  }

  /** What the client was told in the answer to SETUP. */
  TransportHeader transport() {
    return transport;
  }

  StreamSender sender() {
    return sender;
  }

  /** The {@code Session} header's value. */
  String header() {
    return new SessionHeader(id, (int) camera.camera().plan().sessionTimeout().toSeconds())
        .format();
  }

  boolean playing() {
    return playing;
  }

  void play() {
    playing = true;
    sender.play();
  }

  /** The client gave a sign of life. */
  void alive(long nowNs) {
    lastSignNs = nowNs;
  }

  boolean expired(long nowNs) {
    return nowNs - lastSignNs > camera.camera().plan().sessionTimeout().toNanos();
  }

  void close(boolean sayGoodbye) {
    sender.close(sayGoodbye);
    path.close();
  }
}
