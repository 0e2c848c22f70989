package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.simulator.stream.Camera;
import java.util.List;
import java.util.Optional;

/** A camera as the server offers it, with the door before it. */
final class ServedCamera {
  private final Camera camera;
  private final Optional<Authenticator> authenticator;

  ServedCamera(Camera camera) {
    this.camera = camera;
    this.authenticator = camera.plan().access().map(Authenticator::new);
  }

  Camera camera() {
    return camera;
  }

  /** Empty when the request may be answered, else the challenges to give with 401. */
  Optional<List<String>> challenges(RtspRequest request) {
    return authenticator.flatMap(each -> each.challenges(request));
  }
}
