package io.camvitals.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks a broker for the cluster's metadata, in the bytes of Kafka's protocol. */
final class KafkaProbe {
  private static final int TIMEOUT_MS = 2_000;
  private static final int METADATA = 3;
  private static final int CORRELATION_ID = 7;

  private KafkaProbe() {}

  /** Whether a broker answers on that port of 127.0.0.1 and knows of itself as alive. */
  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      // Request header 1: length, api key, api version, correlation id, no client id; then the
      // request's version 1: no topics.
      out.writeInt(2 + 2 + 4 + 2 + 4);
      out.writeShort(METADATA);
      out.writeShort(1);
      out.writeInt(CORRELATION_ID);
      out.writeShort(-1);
      out.writeInt(0);
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt();
      boolean ours = in.readInt() == CORRELATION_ID;
      int brokers = in.readInt();
      return ours && brokers > 0;
    } catch (IOException e) {
      return false;
    }
  }
}
