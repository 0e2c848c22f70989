package io.camvitals.agent.source;

import java.io.IOException;

/** Hands over packets with their times of arrival, to the observers it was made with. */
public interface PacketSource extends AutoCloseable {
  /**
   * Reads until the end of a file, or until {@link #close}. Bad input is counted by reason and does
   * not end it.
   *
   * @throws IOException when the source cannot be opened, or fails as a whole; the message names
   *     the source and what to do
   */
  void run() throws IOException;

  /** Ends {@link #run} soon, from any thread; may be called again, and before {@code run}. */
  @Override
  void close();
}
