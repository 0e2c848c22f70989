package io.camvitals.agent.observe;

import io.camvitals.event.v1.StreamIdentity;

/** Where a source announces each stream that it finds. Safe for use by several threads. */
public interface StreamObservers {
  /** Opens one stream; the caller closes the observer when the stream ends. */
  StreamObserver open(StreamIdentity stream);
}
