package io.camvitals.agent.source.wireless;

import io.camvitals.agent.source.packet.WirelessFrame;
import io.camvitals.event.v1.WirelessEvent;
import java.util.BitSet;
import java.util.LongSummaryStatistics;

/** The figures of one station in one second. */
final class StationFigures {
  private final BitSet channels = new BitSet();
  private final LongSummaryStatistics signals = new LongSummaryStatistics();
  private final LongSummaryStatistics noises = new LongSummaryStatistics();
  private final LongSummaryStatistics rates = new LongSummaryStatistics();
  private long frames;
  private long damaged;
  private long bytes;
  private long dataFrames;
  private long retries;
  private long encrypted;

  void add(WirelessFrame frame) {
    frames++;
    if (frame.channel() > 0) {
      channels.set(frame.channel());
    }
    if (frame.damaged()) {
      damaged++;
      return;
    }
    bytes += frame.length();
    if (frame.signalDbm() != WirelessFrame.UNKNOWN_DBM) {
      signals.accept(frame.signalDbm());
    }
    if (frame.noiseDbm() != WirelessFrame.UNKNOWN_DBM) {
      noises.accept(frame.noiseDbm());
    }
    if (frame.type() == WirelessFrame.Type.DATA) {
      data(frame);
    }
  }

  private void data(WirelessFrame frame) {
    dataFrames++;
    retries += frame.retry() ? 1 : 0;
    encrypted += frame.isProtected() ? 1 : 0;
    if (frame.rateKbps() > 0) {
      rates.accept(frame.rateKbps());
    }
  }

  void describe(WirelessEvent.Builder event) {
    channels.stream().forEach(event::addChannels);
    event
        .setFrames(frames)
        .setDamaged(damaged)
        .setBytes(bytes)
        .setDataFrames(dataFrames)
        .setRetries(retries)
        .setEncrypted(encrypted)
        .setSignals(signals.getCount())
        .setNoises(noises.getCount())
        .setRates(rates.getCount());
    if (signals.getCount() > 0) {
      event
          .setSignalMeanDbm(signals.getAverage())
          .setSignalMinDbm((int) signals.getMin())
          .setSignalMaxDbm((int) signals.getMax());
    }
    if (noises.getCount() > 0) {
      event.setNoiseMeanDbm(noises.getAverage());
    }
    if (rates.getCount() > 0) {
      event
          .setRateMeanKbps(Math.round(rates.getAverage()))
          .setRateMinKbps(rates.getMin())
          .setRateMaxKbps(rates.getMax());
    }
  }
}
