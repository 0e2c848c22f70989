package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.RtspHeaders;
import io.camvitals.protocol.rtsp.RtspMessageListener;
import io.camvitals.protocol.rtsp.RtspMessageParser;
import io.camvitals.protocol.rtsp.RtspMessageWriter;
import io.camvitals.protocol.rtsp.RtspParseError;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One RTSP connection, driven step by step. */
public final class RtspTestClient implements AutoCloseable, RtspMessageListener {
  private final Socket socket;
  private final RtspMessageParser parser = new RtspMessageParser(this);
  private final Deque<RtspResponse> responses = new ArrayDeque<>();
  private final List<byte[]> frames = new ArrayList<>();
  private int sequence;

  public RtspTestClient(int port) throws IOException {
    socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(10_000);
  }

  /** Sends a request and waits for its answer. */
  public RtspResponse ask(String method, String url, String... headers) throws IOException {
    send(method, url, headers);
    return response();
  }

  /** Sends a request; headers are names and values in turn. */
  public void send(String method, String url, String... headers) throws IOException {
    RtspHeaders all = RtspHeaders.of("CSeq", Integer.toString(++sequence));
    for (int i = 0; i < headers.length; i += 2) {
      all = all.and(headers[i], headers[i + 1]);
    }
    sendBytes(RtspMessageWriter.encode(new RtspRequest(method, url, all)));
  }

  public void sendText(String text) throws IOException {
    sendBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public void sendBytes(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next answer. */
  public RtspResponse response() throws IOException {
    while (responses.isEmpty()) {
      receive();
    }
    return responses.poll();
  }

  /** Reads once what comes; throws EOFException at the end of the connection. */
  public void receive() throws IOException {
    byte[] bytes = new byte[8192];
    int count = socket.getInputStream().read(bytes);
    if (count < 0) {
      throw new EOFException();
    }
    parser.feed(ByteBuffer.wrap(bytes, 0, count));
  }

  /** Interleaved frames so far: the channel, and then the packet. */
  public List<byte[]> frames() {
    return frames;
  }

  public Socket socket() {
    return socket;
  }

  @Override
  public void request(RtspRequest request) {
    throw new IllegalStateException("a camera asked: " + request);
  }

  @Override
  public void response(RtspResponse response) {
    responses.add(response);
  }

  @Override
  public void interleaved(int channel, ByteBuffer buffer, int offset, int length) {
    byte[] frame = new byte[1 + length];
    frame[0] = (byte) channel;
    buffer.get(offset, frame, 1, length);
    frames.add(frame);
  }

  @Override
  public void malformed(RtspParseError error) {
    throw new IllegalStateException(error.toString());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
