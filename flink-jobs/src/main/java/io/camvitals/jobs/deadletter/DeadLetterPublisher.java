package io.camvitals.jobs.deadletter;

import io.camvitals.event.v1.DeadLetter;
import java.util.concurrent.CompletableFuture;

/** Takes dead letters, one by one. Thread-safe. */
public interface DeadLetterPublisher extends AutoCloseable {
  /** Never blocks. The future ends when the letter is safe, or fails when it is not. */
  CompletableFuture<Void> publish(DeadLetter letter);

  @Override
  void close();
}
