package io.camvitals.agent.source.socket;

class NioUdpSocketsTest extends UdpSocketsContract {
  NioUdpSocketsTest() {
    super(UdpSocketsKind.NIO);
  }
}
