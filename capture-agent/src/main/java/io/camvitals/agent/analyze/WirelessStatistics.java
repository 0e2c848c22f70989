package io.camvitals.agent.analyze;

import io.camvitals.agent.source.packet.WirelessFrame;
import io.camvitals.agent.source.packet.WirelessObserver;
import java.util.BitSet;
import java.util.Optional;

/** Sums up what the frames of IEEE 802.11 in a capture show in the clear. */
final class WirelessStatistics implements WirelessObserver {
  private long frames;
  private long damaged;
  private long dataFrames;
  private long encrypted;
  private long retries;
  private long signals;
  private long signalSum;
  private int weakest;
  private int strongest;
  private final BitSet channels = new BitSet();

  @Override
  public void frame(WirelessFrame frame) {
    frames++;
    if (frame.channel() > 0) {
      channels.set(frame.channel());
    }
    if (frame.damaged()) {
      damaged++;
      return;
    }
    if (frame.type() == WirelessFrame.Type.DATA) {
      dataFrames++;
      encrypted += frame.isProtected() ? 1 : 0;
      retries += frame.retry() ? 1 : 0;
    }
    if (frame.signalDbm() != WirelessFrame.UNKNOWN_DBM) {
      signal(frame.signalDbm());
    }
  }

  private void signal(int dbm) {
    weakest = signals == 0 ? dbm : Math.min(weakest, dbm);
    strongest = signals == 0 ? dbm : Math.max(strongest, dbm);
    signals++;
    signalSum += dbm;
  }

  /** Empty when the capture has no such frame. */
  Optional<WirelessReport> report() {
    return frames == 0
        ? Optional.empty()
        : Optional.of(
            new WirelessReport(
                frames,
                damaged,
                dataFrames,
                encrypted,
                retries,
                channels.stream().boxed().toList(),
                signals == 0 ? Double.NaN : (double) signalSum / signals,
                signals == 0 ? Double.NaN : weakest,
                signals == 0 ? Double.NaN : strongest));
  }
}
