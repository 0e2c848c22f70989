package io.camvitals.agent.source.file;

import io.camvitals.agent.source.packet.CapturedPacket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The times of one interface, as {@link TimestampFilter} tells true ones from damaged ones. Nothing
 * is copied but the packets held back, of which there are at most two.
 */
final class CaptureTimeline {
  /** Packets in a row whose times must agree with each other to be believed. */
  static final int AGREEING = 3;

  private static final long NEAR_NS = TimeUnit.HOURS.toNanos(1);
  private static final long LONGEST_PAUSE_NS = TimeUnit.DAYS.toNanos(366);

  private final TimestampFilter filter;
  private final List<CapturedPacket> held = new ArrayList<>(AGREEING);
  private long heldSince;
  private boolean begun;
  private long lastNs;
  private long offsetNs;

  CaptureTimeline(TimestampFilter filter) {
    this.filter = filter;
  }

  void packet(CapturedPacket packet) {
    long timeNs = packet.timestampNs();
    if (begun ? isNear(lastNs, timeNs) : filter.isPlausible(timeNs)) {
      reject();
      pass(packet);
      return;
    }
    if (!held.isEmpty() && !follows(heldNs(held.size() - 1), timeNs)) {
      reject();
    }
    if (held.isEmpty()) {
      heldSince = filter.packets();
    }
    held.add(packet.copy());
    if (held.size() == AGREEING) {
      noteStep();
      release();
    }
  }

  void end() {
    if (held.isEmpty() || begun && !isPause(lastNs, heldNs(0))) {
      reject();
    } else {
      noteStep();
      release();
    }
  }

  private long heldNs(int index) {
    return held.get(index).timestampNs();
  }

  private void noteStep() {
    long stepNs = heldNs(0) - lastNs;
    if (!begun) {
      filter.noteImplausibleStart();
    } else if (!isPause(lastNs, heldNs(0))) {
      filter.noteStep(stepNs, heldSince);
      offsetNs -= stepNs;
    }
  }

  private void release() {
    held.forEach(this::pass);
    held.clear();
  }

  private void reject() {
    filter.reject(held.size());
    held.clear();
  }

  private void pass(CapturedPacket packet) {
    begun = true;
    lastNs = packet.timestampNs();
    if (offsetNs != 0) {
      packet.setTimestampNs(lastNs + offsetNs);
    }
    filter.pass(packet);
  }

  private static boolean follows(long beforeNs, long afterNs) {
    return isNear(beforeNs, afterNs) || isPause(beforeNs, afterNs);
  }

  private static boolean isNear(long beforeNs, long afterNs) {
    long difference = afterNs - beforeNs;
    return difference <= NEAR_NS && difference >= -NEAR_NS;
  }

  private static boolean isPause(long beforeNs, long afterNs) {
    long difference = afterNs - beforeNs;
    return difference >= 0 && difference <= LONGEST_PAUSE_NS;
  }
}
