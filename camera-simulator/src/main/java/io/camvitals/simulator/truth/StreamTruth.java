package io.camvitals.simulator.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Counts what one session sends, second by second. Not for use by several threads at once. */
public final class StreamTruth {
  private final String camera;
  private final String session;
  private final String ssrc;
  private final String transport;

  private SequenceTruth sequence;
  private long packetsSent;
  private List<Integer> lost = new ArrayList<>();
  private long dropped;
  private long reordered;
  private long duplicates;
  private long delayed;
  private long delayMaxNs;
  private long restarts;
  private long frames;
  private long payloadBytes;
  private long sendErrors;
  private final Set<String> faults = new LinkedHashSet<>();
  private boolean dead;

  /**
   * Begins to count.
   *
   * @param ssrc the stream's synchronisation source
   * @param transport {@code udp} or {@code tcp}
   * @param firstSequence the number that the first packet will have
   */
  public StreamTruth(
      String camera, String session, int ssrc, String transport, long firstSequence) {
    this.camera = camera;
    this.session = session;
    this.ssrc = "%08x".formatted(ssrc);
    this.transport = transport;
    this.sequence = new SequenceTruth(firstSequence);
  }

  /** The sequence begins anew with this number. */
  public void restarted(long firstSequence) {
    sequence = new SequenceTruth(firstSequence);
    restarts++;
  }

  /** A packet was made, and what becomes of it is told to the result. */
  public PacketTruth packet(long number, int payloadLength, long delayNs) {
    return new PacketTruth(this, sequence, number, payloadLength, delayNs);
  }

  public void frame() {
    frames++;
  }

  public void faults(Collection<String> names) {
    faults.addAll(names);
  }

  public void dead() {
    dead = true;
  }

  void sent(SequenceTruth run, PacketTruth packet) {
    packetsSent++;
    payloadBytes += packet.payloadLength();
    if (packet.delayNs() > 0) {
      delayed++;
      delayMaxNs = Math.max(delayMaxNs, packet.delayNs());
    }
    switch (run.sent(packet.number(), this::lost)) {
      case IN_ORDER -> {}
      case REORDERED -> reordered++;
      case DUPLICATE -> duplicates++;
    }
  }

  void dropped(SequenceTruth run, long number) {
    dropped++;
    run.dropped(number, this::lost);
  }

  void sendError() {
    sendErrors++;
  }

  private void lost(long number) {
    lost.add((int) number & 0xffff);
  }

  /** What happened since the last call, told for the second that begins at this time. */
  public TruthLine take(Instant time) {
    TruthLine line =
        new TruthLine(
            time.toString(),
            camera,
            session,
            ssrc,
            transport,
            packetsSent,
            lost.size(),
            lost,
            dropped,
            reordered,
            duplicates,
            delayed,
            Math.round(delayMaxNs / 1e3) / 1e3,
            restarts,
            frames,
            payloadBytes,
            sendErrors,
            List.copyOf(faults),
            dead);
    packetsSent = dropped = reordered = duplicates = delayed = delayMaxNs = 0;
    restarts = frames = payloadBytes = sendErrors = 0;
    lost = new ArrayList<>();
    faults.clear();
    dead = false;
    return line;
  }
}
