package io.camvitals.protocol;

import java.io.ByteArrayOutputStream;

/** Fixtures written as hexadecimal with a comment per field. */
public final class Bytes {
  private Bytes() {}

  /** The bytes of lines such as {@code "80 60 00 01 # version, type, sequence"}. */
  public static byte[] hex(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    text.lines()
        .map(line -> line.replaceAll("#.*", "").replaceAll("\\s", ""))
        .forEach(
            digits -> {
              for (int i = 0; i < digits.length(); i += 2) {
                bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
              }
            });
    return bytes.toByteArray();
  }
}
