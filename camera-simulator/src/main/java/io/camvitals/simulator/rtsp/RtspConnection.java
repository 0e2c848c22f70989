package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.RtspHeaders;
import io.camvitals.protocol.rtsp.RtspMessageListener;
import io.camvitals.protocol.rtsp.RtspMessageParser;
import io.camvitals.protocol.rtsp.RtspMessageWriter;
import io.camvitals.protocol.rtsp.RtspParseError;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspResponse;
import io.camvitals.protocol.rtsp.RtspStatus;
import io.camvitals.simulator.truth.PacketTruth;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: bytes in to requests, answers and interleaved packets out. */
final class RtspConnection implements RtspMessageListener {
  private static final Logger log = LoggerFactory.getLogger(RtspConnection.class);

  private final RtspServer server;
  private final SocketChannel channel;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final RtspMessageParser parser = new RtspMessageParser(this);
  private final ByteBuffer input = ByteBuffer.allocate(16 * 1024);
  private final OutputQueue output;
  private final RequestHandler handler;
  private final SelectionKey key;
  private boolean closed;

  /** Takes over an accepted connection. */
  RtspConnection(RtspServer server, SocketChannel channel) throws IOException {
    this.server = server;
    this.channel = channel;
    this.local = (InetSocketAddress) channel.getLocalAddress();
    this.remote = (InetSocketAddress) channel.getRemoteAddress();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    this.key = server.loop().register(channel, SelectionKey.OP_READ, this::ready);
    this.output = new OutputQueue(channel, key);
    this.handler = new RequestHandler(server, this);
  }

  InetSocketAddress local() {
    return local;
  }

  InetSocketAddress remote() {
    return remote;
  }

  RequestHandler handler() {
    return handler;
  }

  private void ready() {
    try {
      if (key.isValid() && key.isWritable()) {
        output.write();
      }
      if (key.isValid() && key.isReadable()) {
        read();
      }
    } catch (IOException e) {
      close();
    }
  }

  private void read() throws IOException {
    input.clear();
    int count = channel.read(input);
    if (count < 0) {
      close();
      return;
    }
    parser.feed(input.flip());
  }

  @Override
  public void request(RtspRequest request) {
    if (!closed) {
      handler.handle(request);
    }
  }

  @Override
  public void response(RtspResponse response) {
    // Nothing was asked of the client.
  }

  @Override
  public void interleaved(int channelNumber, ByteBuffer buffer, int offset, int length) {
    handler.interleaved(channelNumber);
  }

  @Override
  public void malformed(RtspParseError error) {
    if (closed || error.reason() == RtspParseError.Reason.HEADER_LINE_INVALID) {
      return;
    }
    server.rejected(remote, error);
    respond(new RtspResponse(RtspStatus.BAD_REQUEST, RtspHeaders.EMPTY));
    close();
  }

  void respond(RtspResponse response) {
    try {
      output.message(RtspMessageWriter.encode(response));
    } catch (IOException e) {
      close();
    }
  }

  void sendFrame(ByteBuffer frame, Optional<PacketTruth> truth) {
    if (closed) {
      truth.ifPresent(PacketTruth::dropped);
      return;
    }
    try {
      output.frame(frame, truth);
    } catch (IOException e) {
      close();
    }
  }

  boolean idle() {
    return output.isEmpty();
  }

  /** Ends the connection and all its sessions. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    output.discard();
    handler.close(false);
    server.closed(this);
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("{}", e.toString());
    }
  }
}
