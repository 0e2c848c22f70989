package io.camvitals.agent.source.tcp;

import io.camvitals.protocol.tcp.TcpByteReader.End;
import java.nio.ByteBuffer;

/** Understands what both endpoints of one connection send. */
interface ConnectionHandler {
  /** The next bytes that an endpoint sent. */
  void bytes(int endpoint, ByteBuffer buffer, int offset, int length, long arrivalNs);

  /** Bytes of an endpoint are missing; a negative length is not known. */
  void gap(int endpoint, long length, long arrivalNs);

  /** An endpoint sends nothing more. */
  void end(int endpoint, End why, long arrivalNs);

  /** What the connection carries, as far as it is known now. */
  StreamProtocol protocol();

  /** False when nothing more is to be learnt from the bytes. */
  boolean isInterested();

  /** About how much memory is kept for what is unfinished. */
  int retainedBytes();

  /** Index of the endpoint that is the client; -1 when the content does not tell. */
  default int client() {
    return -1;
  }

  /** The RTSP session that it carries, or null. */
  default ObservedSession session() {
    return null;
  }
}
