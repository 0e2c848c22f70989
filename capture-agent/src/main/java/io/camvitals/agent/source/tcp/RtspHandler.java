package io.camvitals.agent.source.tcp;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.nio.ByteBuffer;

/**
 * RTSP straight in TCP. Where the connection's beginning was not captured, it is taken for RTSP
 * only once a message or a chain of frames was found; after {@value #LONGEST_SEARCH} bytes without,
 * it is none.
 */
final class RtspHandler implements ConnectionHandler {
  private static final long LONGEST_SEARCH = 512 * 1024;

  private final ObservedSession session;
  private long searched;

  RtspHandler(ObservedSession session) {
    this.session = session;
  }

  @Override
  public void bytes(int endpoint, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    session.bytes(endpoint, buffer, offset, length, arrivalNs);
    searched += session.hasContent() ? 0 : length;
  }

  @Override
  public void gap(int endpoint, long length, long arrivalNs) {
    session.gap(endpoint, length, arrivalNs);
  }

  @Override
  public void end(int endpoint, End why, long arrivalNs) {
    session.end(endpoint, why, arrivalNs);
  }

  @Override
  public StreamProtocol protocol() {
    return session.hasContent() ? StreamProtocol.RTSP : StreamProtocol.UNKNOWN;
  }

  @Override
  public boolean isInterested() {
    return searched < LONGEST_SEARCH;
  }

  @Override
  public int retainedBytes() {
    return session.retainedBytes();
  }

  @Override
  public int client() {
    return session.hasContent() ? session.client() : -1;
  }

  @Override
  public ObservedSession session() {
    return session;
  }
}
