package io.camvitals.agent.source.file;

import java.nio.file.Path;

/**
 * Where and why reading a capture had to end before the end of the file. All packets before it were
 * handed over.
 *
 * @param offset byte of the file at which the damaged record, block or field begins
 */
public record CaptureDamage(Path file, long offset, String reason) {
  @Override
  public String toString() {
    return file + ": damaged at byte " + offset + ": " + reason;
  }
}
