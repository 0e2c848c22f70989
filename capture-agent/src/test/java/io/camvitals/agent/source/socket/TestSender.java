package io.camvitals.agent.source.socket;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Sends datagrams to ports of one address. */
final class TestSender implements AutoCloseable {
  private final InetAddress address;
  private final DatagramSocket socket;

  TestSender(InetAddress address) throws IOException {
    this.address = address;
    this.socket = new DatagramSocket(0, address);
  }

  void send(int port, byte... bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(address, port)));
  }

  /** Sends a datagram of that length, at least four bytes, that begins with a number. */
  void numbered(int port, int number, int length) throws IOException {
    send(port, ByteBuffer.allocate(length).putInt(0, number).array());
  }

  DatagramPacket receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    socket.setSoTimeout(5_000);
    socket.receive(packet);
    return packet;
  }

  InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  @Override
  public void close() {
    socket.close();
  }
}
