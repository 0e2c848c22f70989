package io.camvitals.agent.source.rtsp;

import io.camvitals.agent.source.socket.UdpSocketsKind;

class NioUdpPairTest extends UdpPairContract {
  NioUdpPairTest() {
    super(UdpSocketsKind.NIO);
  }
}
