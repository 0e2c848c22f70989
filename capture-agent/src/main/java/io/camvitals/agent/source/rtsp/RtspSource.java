package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.configuration.CameraConfiguration;
import io.camvitals.agent.source.PacketSource;
import io.camvitals.protocol.rtsp.RtspClientSession;

/** One camera, asked for its streams again and again until closed. */
final class RtspSource implements PacketSource {
  private final CameraConfiguration camera;
  private final RtspClientSession session;
  private final CameraSession listener;
  private final CameraProgress progress;
  private final Thread thread;

  RtspSource(
      CameraConfiguration camera,
      RtspClientSession session,
      CameraSession listener,
      CameraProgress progress) {
    this.camera = camera;
    this.session = session;
    this.listener = listener;
    this.progress = progress;
    this.thread = new Thread(this::run, "rtsp-" + camera.id());
    thread.setDaemon(true);
  }

  /** Runs in a thread of its own. */
  void start() {
    thread.start();
  }

  @Override
  public void run() {
    session.run();
  }

  /** Asks it to end, and returns at once. */
  void stop() {
    session.stop();
  }

  @Override
  public void close() {
    session.close();
    listener.closeTracks();
  }

  CameraConfiguration camera() {
    return camera;
  }

  CameraStatus status() {
    return progress.status();
  }
}
