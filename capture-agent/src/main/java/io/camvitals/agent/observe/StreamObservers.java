package io.camvitals.agent.observe;

import io.camvitals.event.v1.StreamIdentity;
import java.nio.ByteBuffer;

/** Where a source announces each stream that it finds. Safe for use by several threads. */
public interface StreamObservers {
  /** Opens one RTP stream; the caller closes the observer when the stream ends. */
  StreamObserver open(StreamIdentity stream);

  /** Opens one RTP stream of which signalling told more than an identity holds. */
  default StreamObserver open(StreamIdentity stream, MediaFormat format) {
    return open(stream);
  }

  /**
   * Opens one MPEG transport stream without RTP; the caller closes the observer when it ends. Who
   * does not override this takes no notice of such streams.
   */
  default TransportStreamObserver openTransportStream(StreamIdentity stream) {
    return new TransportStreamObserver() {
      @Override
      public void datagram(
          ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs) {
        // Nobody asks for it.
      }

      @Override
      public void captureDropped(long packets) {
        // Nor for this.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
