package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.LinkType;

/**
 * One interface of a capture file, with the drops that the capturing program reported for it.
 *
 * <p>Two kinds of report exist and may tell of the same packets, so the larger one is believed: the
 * counters of Interface Statistics Blocks (cumulative, the last one counts) and the drops noted on
 * single packets (which add up).
 */
public final class CaptureInterface {
  private final int index;
  private final int linkType;
  private final int snapLength;
  private final String name;
  private final TimestampResolution resolution;
  private long packets;
  private long statisticsDropped;
  private long packetsDropped;

  CaptureInterface(
      int index, int linkType, int snapLength, String name, TimestampResolution resolution) {
    this.index = index;
    this.linkType = linkType;
    this.snapLength = snapLength;
    this.name = name;
    this.resolution = resolution;
  }

  /** Number within the file, from 0; goes on counting over the sections of a pcapng file. */
  public int index() {
    return index;
  }

  /** A {@link LinkType}, or another value of that registry. */
  public int linkType() {
    return linkType;
  }

  /** The name that the capture gives it; empty when it gives none. */
  public String name() {
    return name;
  }

  public long packets() {
    return packets;
  }

  /** Packets that the interface or its operating system dropped while capturing. */
  public long dropped() {
    return Math.max(statisticsDropped, packetsDropped);
  }

  /** Longest part of a packet that was kept; 0 for no limit. */
  int snapLength() {
    return snapLength;
  }

  TimestampResolution resolution() {
    return resolution;
  }

  void countPacket() {
    packets++;
  }

  void reportStatistics(long interfaceDropped, long systemDropped) {
    statisticsDropped = Math.max(0, interfaceDropped) + Math.max(0, systemDropped);
  }

  void reportDropsBeforePacket(long dropped) {
    packetsDropped += Math.max(0, dropped);
  }
}
