package io.camvitals.jobs.quality;

import io.camvitals.event.PacketBatchColumns;
import io.camvitals.metrics.StreamMeter;

/**
 * Feeds the batches of one stream to its meter. The closing of windows depends on the packets and
 * their order alone, and not on how they were put into batches.
 */
final class StreamMeasurement {
  static final long WINDOW_NS = 1_000_000_000L;
  private static final long MIXER = 0x9e3779b97f4a7c15L;

  /** Told when the stream's clock has moved on to another window. */
  interface ClockListener {
    void windowsMayHaveEnded(StreamState state);
  }

  private StreamMeasurement() {}

  /**
   * Takes a batch.
   *
   * @return false when it was a duplicate, and nothing was taken
   */
  static boolean take(StreamState state, PacketBatchColumns columns, ClockListener listener) {
    switch (state.batches.enter(columns.batchNumber(), fingerprint(columns))) {
      case DUPLICATE -> {
        return false;
      }
      case AFTER_GAP -> state.gapPending = true;
      case CONTINUES -> {}
    }
    state.progress += 1 + columns.rows();
    StreamMeter meter = state.meter;
    long dropped = columns.captureDropped();
    if (columns.rows() == 0) {
      noteLossWithoutPacket(state, dropped);
      return true;
    }
    if (state.gapPending) {
      meter.captureDropped(columns.arrivalNs(0), state.undatedDrops);
      state.gapPending = false;
      state.undatedDrops = 0;
    }
    if (dropped != 0) {
      meter.captureDropped(columns.arrivalNs(0), dropped);
    }
    observe(state, columns, dropped != 0, listener);
    return true;
  }

  /** Such loss touches the window that was seen last, and what is seen next. */
  private static void noteLossWithoutPacket(StreamState state, long dropped) {
    state.gapPending |= dropped != 0;
    long clockNs = state.meter.highestArrivalNs();
    if (clockNs == Long.MIN_VALUE) {
      state.undatedDrops += dropped;
    } else if (state.gapPending) {
      state.meter.captureDropped(clockNs, dropped);
    }
  }

  private static void observe(
      StreamState state, PacketBatchColumns columns, boolean lossy, ClockListener listener) {
    StreamMeter meter = state.meter;
    if (state.firstArrivalNs == Long.MIN_VALUE) {
      state.firstArrivalNs = columns.arrivalNs(0);
    }
    long windowStart = startOfWindow(meter.highestArrivalNs());
    for (int row = 0; row < columns.rows(); row++) {
      long arrivalNs = columns.arrivalNs(row);
      boolean otherWindow = arrivalNs - windowStart >= WINDOW_NS || arrivalNs < windowStart;
      if (otherWindow && lossy) {
        meter.captureDropped(arrivalNs, 0);
      }
      int payload = columns.payloadSize(row);
      meter.observe(
          arrivalNs,
          columns.sequenceNumber(row),
          columns.rtpTimestamp(row),
          payload,
          payload + columns.wireOverhead(row),
          columns.flags(row));
      if (otherWindow) {
        long newStart = startOfWindow(meter.highestArrivalNs());
        if (newStart != windowStart) {
          windowStart = newStart;
          listener.windowsMayHaveEnded(state);
        }
      }
    }
  }

  /** Before the first packet: a window that no arrival lies in. */
  private static long startOfWindow(long arrivalNs) {
    return arrivalNs == Long.MIN_VALUE
        ? -WINDOW_NS
        : Math.floorDiv(arrivalNs, WINDOW_NS) * WINDOW_NS;
  }

  private static long fingerprint(PacketBatchColumns columns) {
    int rows = columns.rows();
    long hash = rows;
    for (int row = 0; row < rows; row++) {
      hash = (hash ^ columns.arrivalNs(row)) * MIXER + columns.extendedSequence(row);
    }
    return hash;
  }
}
