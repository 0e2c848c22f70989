package io.camvitals.agent.source.file;

import java.io.IOException;
import java.nio.file.Path;

/** The file is no capture that can be read at all; the message names file, byte and reason. */
public final class CaptureFormatException extends IOException {
  CaptureFormatException(Path file, long offset, String reason) {
    super(file + ": byte " + offset + ": " + reason);
  }
}
