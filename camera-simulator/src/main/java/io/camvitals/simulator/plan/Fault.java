package io.camvitals.simulator.plan;

import java.time.Duration;

/**
 * Something that can be wrong with a camera or the path from it. Ratios are of packets, 0 to 1.
 *
 * <p>Loss, jitter, reordering and duplication befall packets that the camera has made; the others
 * are the camera's own doing.
 */
public sealed interface Fault {
  /** Name in plans and in the truth. */
  String name();

  /** Each packet is lost with the same probability, whatever befell the one before it. */
  record RandomLoss(double ratio) implements Fault {
    @Override
    public String name() {
      return "random-loss";
    }
  }

  /**
   * Packets are lost in runs, after Gilbert's model: none is lost in the good state, all are in the
   * bad one.
   *
   * @param ratio share of all packets that are lost, below 1
   * @param meanBurst mean number of packets lost in a row, 1 or more
   */
  record BurstLoss(double ratio, double meanBurst) implements Fault {
    @Override
    public String name() {
      return "burst-loss";
    }
  }

  /** Each packet is late by 0 to maximum, evenly spread; over UDP packets overtake each other. */
  record Jitter(Duration maximum) implements Fault {
    @Override
    public String name() {
      return "jitter";
    }
  }

  /**
   * Packets are held back until others have overtaken them.
   *
   * @param distance how many packets pass the one held back
   */
  record Reordering(double ratio, int distance) implements Fault {
    @Override
    public String name() {
      return "reordering";
    }
  }

  /** Packets are sent twice. */
  record Duplication(double ratio) implements Fault {
    @Override
    public String name() {
      return "duplication";
    }
  }

  /** The sequence numbers jump at the moment at which the fault begins. */
  record Restart() implements Fault {
    @Override
    public String name() {
      return "restart";
    }
  }

  /**
   * The camera's clock runs fast, or slow when negative. Frame times, RTP timestamps, sender
   * reports and capture times all follow that clock.
   */
  record ClockDrift(double partsPerMillion) implements Fault {
    @Override
    public String name() {
      return "clock-drift";
    }
  }

  /** About a quarter of the bitrate, as when an encoder saves. */
  record BitrateDrop() implements Fault {
    @Override
    public String name() {
      return "bitrate-drop";
    }
  }

  /** A fifth of the frames. */
  record FrameRateDrop() implements Fault {
    @Override
    public String name() {
      return "frame-rate-drop";
    }
  }

  /** Frames go on but the picture stands still. */
  record FrozenPicture() implements Fault {
    @Override
    public String name() {
      return "frozen";
    }
  }

  /** Frames go on but nothing can be seen. */
  record BlackPicture() implements Fault {
    @Override
    public String name() {
      return "black";
    }
  }

  /** The camera neither sends nor answers. */
  record Dead(DeathMode mode) implements Fault {
    @Override
    public String name() {
      return "dead";
    }
  }

  /** How a camera is dead. */
  enum DeathMode {
    /**
     * Connections stay open and unanswered; packets go on after it, with the next sequence number.
     */
    SILENT,
    /** Connections are closed, and each new one as soon as it asks for this camera. */
    CLOSED
  }
}
