package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.source.socket.UdpSocketsKind;

class StampedUdpPairTest extends UdpPairContract {
  StampedUdpPairTest() {
    super(UdpSocketsKind.STAMPED);
  }
}
