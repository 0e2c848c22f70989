package io.camvitals.simulator.media;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a camera's encoder is set to. */
public enum VideoProfile {
  LOW_1M("360p-1m", 640, 360, 1_000_000),
  LOW_4M("360p-4m", 640, 360, 4_000_000),
  HIGH_4M("1080p-4m", 1920, 1080, 4_000_000);

  /** Frames per second of every profile. */
  public static final int FRAME_RATE = 25;

  private final String title;
  private final int width;
  private final int height;
  private final int bitrate;

  VideoProfile(String title, int width, int height, int bitrate) {
    this.title = title;
    this.width = width;
    this.height = height;
    this.bitrate = bitrate;
  }

  /**
   * The profile of this name.
   *
   * @throws IllegalArgumentException when there is none; the message lists them all
   */
  public static VideoProfile named(String title) {
    return Arrays.stream(values())
        .filter(profile -> profile.title.equals(title))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("is none of " + titles() + ": " + title));
  }

  /** All names, for messages and help. */
  public static String titles() {
    return Arrays.stream(values()).map(VideoProfile::title).collect(Collectors.joining(", "));
  }

  /** Name in plans, like {@code 360p-1m}. */
  public String title() {
    return title;
  }

  /** Pixels. */
  public int width() {
    return width;
  }

  /** Pixels. */
  public int height() {
    return height;
  }

  /** Aim of the encoder's rate control in bit/s. */
  public int bitrate() {
    return bitrate;
  }

  /** Width and height as people write them, like {@code 640x360}. */
  public String resolution() {
    return width + "x" + height;
  }
}
