package io.camvitals.jobs.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of documents: the first 128 bits of SHA-256, in hexadecimal digits. */
public final class DocumentIds {
  private static final int ID_BYTES = 16;

  private DocumentIds() {}

  /** The id of a window: the same for each of its states. */
  public static String ofWindow(String key, long windowStartNs, long resolutionNs) {
    return of((key + '\n' + windowStartNs + '\n' + resolutionNs).getBytes(StandardCharsets.UTF_8));
  }

  /** The id of an event that stands for itself: one that comes twice has the same. */
  public static String ofEvent(byte[] record) {
    return of(record);
  }

  private static String of(byte[] name) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
