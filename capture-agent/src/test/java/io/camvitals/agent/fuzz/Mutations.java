package io.camvitals.agent.fuzz;

import java.util.Arrays;
import java.util.Random;

/** Changes valid inputs in the ways in which real ones are damaged, and in those of an attacker. */
public final class Mutations {
  private static final int[] EDGES = {0, 1, 2, 4, 7, 8, 0x0f, 0x7f, 0x80, 0xf0, 0xfe, 0xff};

  private Mutations() {}

  /** {@code input} with up to eight changes; sometimes none, sometimes random bytes instead. */
  public static byte[] of(byte[] input, Random random) {
    if (random.nextInt(50) == 0) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      return bytes;
    }
    byte[] bytes = input.clone();
    for (int i = random.nextInt(9); i > 0 && bytes.length > 0; i--) {
      bytes = change(bytes, random);
    }
    return bytes;
  }

  private static byte[] change(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2, 3 -> bytes[at] = (byte) EDGES[random.nextInt(EDGES.length)];
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
      }
      case 6 -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        return longer;
      }
      default -> Arrays.fill(bytes, at, at + length, (byte) EDGES[random.nextInt(EDGES.length)]);
    }
    return bytes;
  }
}
