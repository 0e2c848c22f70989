package io.camvitals.agent.analyze;

import io.camvitals.agent.source.packet.CapturedPacket;
import io.camvitals.agent.source.packet.CapturedPacketHandler;
import java.util.ArrayList;
import java.util.List;

/** Takes the measure of a capture while it is read. */
final class CaptureExtentMeter implements CapturedPacketHandler {
  /** More link types than this are not named, for a damaged file can claim any number of them. */
  private static final int MOST_LINK_TYPES = 64;

  private final List<Integer> linkTypes = new ArrayList<>();
  private int latestLinkType = -1;
  private long packets;
  private long bytes;
  private long firstNs = Long.MAX_VALUE;
  private long lastNs = Long.MIN_VALUE;

  @Override
  public void packet(CapturedPacket packet) {
    packets++;
    bytes += packet.wireLength();
    int linkType = packet.linkType();
    if (linkType != latestLinkType) {
      latestLinkType = linkType;
      if (!linkTypes.contains(linkType) && linkTypes.size() < MOST_LINK_TYPES) {
        linkTypes.add(linkType);
      }
    }
  }

  /** Takes the time of a packet, when it can be believed. */
  void time(CapturedPacket packet) {
    if (packet.timestamped()) {
      firstNs = Math.min(firstNs, packet.timestampNs());
      lastNs = Math.max(lastNs, packet.timestampNs());
    }
  }

  CaptureExtent extent() {
    return new CaptureExtent(
        packets,
        bytes,
        packets == 0 || firstNs > lastNs ? 0 : firstNs,
        packets == 0 || firstNs > lastNs ? 0 : lastNs,
        linkTypes.stream().map(LinkTypeNames::of).toList());
  }
}
