package io.camvitals.simulator;

import io.camvitals.protocol.rtsp.RtspResponse;
import io.camvitals.protocol.rtsp.TransportHeader;
import io.camvitals.simulator.rtsp.RtspTestClient;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays one camera and writes down the sequence numbers that come, in their order. */
final class RecordingReceiver implements AutoCloseable {
  private final RtspTestClient client;
  private final DatagramSocket rtp;
  private final DatagramSocket rtcp;
  private final List<Integer> sequences = new CopyOnWriteArrayList<>();
  private final String ssrc;
  private final Thread thread;

  /** Plays over UDP, or over TCP. */
  RecordingReceiver(RunningSimulator simulator, String camera, boolean tcp) throws IOException {
    client = new RtspTestClient(simulator.port());
    rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    rtp.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
    rtcp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    String transport =
        tcp
            ? "RTP/AVP/TCP;unicast;interleaved=0-1"
            : "RTP/AVP;unicast;client_port=" + rtp.getLocalPort() + "-" + rtcp.getLocalPort();
    RtspResponse setup = client.ask("SETUP", simulator.url(camera), "Transport", transport);
    ssrc =
        "%08x"
            .formatted(
                TransportHeader.parse(setup.header("Transport").orElseThrow())
                    .get(0)
                    .ssrc()
                    .orElseThrow());
    thread = new Thread(tcp ? this::receiveTcp : this::receiveUdp, "receiver-" + camera);
    thread.start();
    String session = setup.header("Session").orElseThrow().split(";", 2)[0];
    client.send("PLAY", simulator.url(camera), "Session", session);
  }

  private void receiveUdp() {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    try {
      while (true) {
        rtp.receive(packet);
        sequences.add(ByteBuffer.wrap(packet.getData()).getShort(2) & 0xffff);
      }
    } catch (SocketException e) {
      // Closed: the end.
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void receiveTcp() {
    try {
      while (true) {
        client.receive();
        for (byte[] frame : client.frames()) {
          if (frame[0] == 0) {
            sequences.add(ByteBuffer.wrap(frame).getShort(3) & 0xffff);
          }
        }
        client.frames().clear();
      }
    } catch (IOException e) {
      // Closed: the end.
    }
  }

  String ssrc() {
    return ssrc;
  }

  List<Integer> sequences() {
    return new ArrayList<>(sequences);
  }

  @Override
  public void close() throws Exception {
    client.close();
    rtp.close();
    rtcp.close();
    thread.join();
  }
}
