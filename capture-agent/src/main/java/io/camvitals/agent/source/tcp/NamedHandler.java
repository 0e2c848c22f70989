package io.camvitals.agent.source.tcp;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.nio.ByteBuffer;

/** A connection of which nothing but its protocol is of interest. */
record NamedHandler(StreamProtocol protocol) implements ConnectionHandler {
  @Override
  public void bytes(int endpoint, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    // The name is all.
  }

  @Override
  public void gap(int endpoint, long length, long arrivalNs) {
    // As above.
  }

  @Override
  public void end(int endpoint, End why, long arrivalNs) {
    // As above.
  }

  @Override
  public boolean isInterested() {
    return false;
  }

  @Override
  public int retainedBytes() {
    return 0;
  }
}
