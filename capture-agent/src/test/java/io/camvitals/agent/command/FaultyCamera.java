package io.camvitals.agent.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A camera that answers as no server can be made to: each request with the same wrong answer. */
public final class FaultyCamera implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final String answer;
  private final Thread thread = new Thread(this::accept, "faulty-camera");

  /**
   * @param answer what follows {@code RTSP/1.0 }, without the CSeq; the connection stays open
   */
  public FaultyCamera(String answer) throws IOException {
    this.answer = answer;
    thread.setDaemon(true);
    thread.start();
  }

  public String url() {
    return "rtsp://viewer:hunter2@127.0.0.1:" + listening.getLocalPort() + "/live";
  }

  int requests() {
    return requests.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        connections.add(connection);
        Thread serving = new Thread(() -> serve(connection), "faulty-camera-connection");
        serving.setDaemon(true);
        serving.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
      OutputStream out = connection.getOutputStream();
      String sequence = "0";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("CSeq:")) {
          sequence = line.substring(5).trim();
        } else if (line.isEmpty()) {
          requests.incrementAndGet();
          String response = "RTSP/1.0 " + answer.replace("\r\n", "\r\nCSeq: " + sequence + "\r\n");
          out.write(response.getBytes(StandardCharsets.US_ASCII));
          out.flush();
        }
      }
    } catch (IOException e) {
      // The other side has had enough.
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
