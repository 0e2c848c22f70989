package io.camvitals.protocol.video;

import java.util.Arrays;

/**
 * Puts the packets of one stream together into frames by timestamp and sequence number, without
 * their payload. Loss, reordering within and between neighbouring frames, duplicates, a restart of
 * the sender, and the wrap of sequence number and timestamp do it no harm. Memory is bounded;
 * nothing is allocated but one {@link FrameFacts} per frame.
 *
 * <p><b>Ends.</b> A frame's end is seen when its last packet has the marker, or when the packet
 * that follows it by sequence number has another timestamp. Its beginning is seen when the packet
 * before it by sequence number was received (and has another timestamp); when that single packet
 * alone is missing and must be the one with the marker of the frame before, whose end was not seen;
 * or, for the first frame of all, when the payload format calls its first packet a beginning. What
 * remains in doubt, such as the owner of two packets lost between two frames, makes a frame
 * incomplete.
 *
 * <p>A marker that is followed by a packet of the same timestamp shows that this sender's markers
 * do not end frames: they are not heeded from then on.
 *
 * <p><b>When.</b> Frames are given out in order: the oldest one as soon as both ends are seen and
 * nothing is missing; otherwise when the stream is {@value #REORDER_PACKETS} packets or {@value
 * #REORDER_NS} ns past its last packet, when too many are open, or by {@link #expire} or {@link
 * #flush}. A packet that comes for a frame that was given out is counted in {@link #latePackets()}.
 *
 * <p>packets observed = packets in frames given out + in frames still open + duplicates + late +
 * invalid. Not for use by several threads at once.
 */
public final class FrameAssembler {
  /** How far the stream may go on before an unfinished frame is given out, in packets. */
  public static final int REORDER_PACKETS = 64;

  /** The same in time. */
  public static final long REORDER_NS = 200_000_000L;

  private static final int OPEN_FRAMES = 64;
  private static final int LARGEST_FRAME = 16_384;
  private static final int HISTORY_BITS = 12;
  private static final int HISTORY = 1 << HISTORY_BITS;
  private static final int MAX_DROPOUT = 3_000;
  private static final int MAX_MISORDER = 1_000;

  private final FrameListener listener;

  /**
   * The open frames in order of their lowest sequence number, the first {@code openCount} of these.
   */
  private final OpenFrame[] open = new OpenFrame[OPEN_FRAMES];

  /**
   * Which of the last sequence numbers were received: each stands at its remainder, with the low 16
   * bits of the quotient. These repeat only after 2^28 packets.
   */
  private final short[] received = new short[HISTORY];

  private int openCount;
  private boolean begun;
  private long highest;

  /** Of the packet that is observed next; 0 when its SEI tells nothing. */
  private long nextFrameNumber;

  private long nextCaptureTimeNs;

  private boolean frameGivenOut;
  private int lastTimestamp;
  private long lastHighest;
  private boolean lastEndSeen;
  private boolean markersSeen;
  private boolean markersEndFrames = true;

  private final Candidate candidate = new Candidate();
  private long duplicates;
  private long latePackets;
  private long invalidPackets;
  private long restarts;

  /** A packet far from the sequence, kept until the next one tells whether the sender restarted. */
  private static final class Candidate {
    boolean present;
    long arrivalNs;
    int sequenceNumber;
    int rtpTimestamp;
    boolean marker;
    int payloadSize;
    int facts;
    long frameNumber;
    long captureTimeNs;
  }

  public FrameAssembler(FrameListener listener) {
    this.listener = listener;
  }

  /**
   * Takes the next packet, in order of arrival.
   *
   * @param arrivalNs nanoseconds since the Unix epoch
   * @param sequenceNumber of which the low 16 bits are used: extended or not makes no difference
   * @param payloadSize bytes
   * @param facts of {@link PayloadFormat#inspect}; 0 when the codec is not known
   */
  public void observe(
      long arrivalNs,
      int sequenceNumber,
      int rtpTimestamp,
      boolean marker,
      int payloadSize,
      int facts) {
    long frameNumber = nextFrameNumber;
    long captureTimeNs = nextCaptureTimeNs;
    nextFrameNumber = 0;
    nextCaptureTimeNs = 0;
    if (!begun) {
      begin(sequenceNumber);
    }
    int distance = (short) (sequenceNumber - (int) highest);
    if (distance >= MAX_DROPOUT || distance < -MAX_MISORDER) {
      if (!confirmsCandidate(sequenceNumber)) {
        keepCandidate(arrivalNs, sequenceNumber, rtpTimestamp, marker, payloadSize, facts);
        candidate.frameNumber = frameNumber;
        candidate.captureTimeNs = captureTimeNs;
        return;
      }
      restart();
      distance = (short) (sequenceNumber - (int) highest);
    } else if (candidate.present) {
      candidate.present = false;
      invalidPackets++;
    }
    accept(
        arrivalNs,
        highest + distance,
        rtpTimestamp,
        marker,
        payloadSize,
        facts,
        frameNumber,
        captureTimeNs);
  }

  /**
   * Notes what the SEI of the packet that is observed next tells of its frame: before, since that
   * packet may complete the frame.
   */
  public void captureTime(long frameNumber, long captureTimeNs) {
    nextFrameNumber = frameNumber;
    nextCaptureTimeNs = captureTimeNs;
  }

  /**
   * Gives out the frames whose last packet came {@link #REORDER_NS} or more before this time. The
   * newest one stays when its end was not seen: that is a sender that pauses, and no damage.
   */
  public void expire(long nowNs) {
    while (openCount > 0
        && nowNs - open[0].lastArrivalNs >= REORDER_NS
        && (open[0].highest < highest || endSeen(open[0]))) {
      giveOutOldest(false);
    }
  }

  /** Gives out all that is open: at the end of the stream. */
  public void flush() {
    while (openCount > 0) {
      giveOutOldest(true);
    }
    if (candidate.present) {
      candidate.present = false;
      invalidPackets++;
    }
  }

  /** Packets that had been received before. */
  public long duplicates() {
    return duplicates;
  }

  /** Packets that came after their frame was given out. */
  public long latePackets() {
    return latePackets;
  }

  /** Packets far from the sequence that no other one followed. */
  public long invalidPackets() {
    return invalidPackets;
  }

  /** Times the sequence began anew. */
  public long restarts() {
    return restarts;
  }

  private void begin(int sequenceNumber) {
    begun = true;
    highest = (sequenceNumber & 0xffff) + 0x1_0000L; // room for what is older
    lastHighest = highest - MAX_MISORDER - 1;
    frameGivenOut = false;
    markersSeen = false;
    markersEndFrames = true;
    Arrays.fill(received, (short) 0); // the numbers begin above 60,000
  }

  private boolean confirmsCandidate(int sequenceNumber) {
    return candidate.present
        && Math.abs((short) (sequenceNumber - candidate.sequenceNumber)) <= 1
        && (sequenceNumber & 0xffff) != (candidate.sequenceNumber & 0xffff);
  }

  private void keepCandidate(
      long arrivalNs,
      int sequenceNumber,
      int rtpTimestamp,
      boolean marker,
      int payloadSize,
      int facts) {
    if (candidate.present) {
      invalidPackets++;
    }
    candidate.present = true;
    candidate.arrivalNs = arrivalNs;
    candidate.sequenceNumber = sequenceNumber;
    candidate.rtpTimestamp = rtpTimestamp;
    candidate.marker = marker;
    candidate.payloadSize = payloadSize;
    candidate.facts = facts;
  }

  private void restart() {
    candidate.present = false;
    flush();
    restarts++;
    begin(candidate.sequenceNumber);
    accept(
        candidate.arrivalNs,
        highest,
        candidate.rtpTimestamp,
        candidate.marker,
        candidate.payloadSize,
        candidate.facts,
        candidate.frameNumber,
        candidate.captureTimeNs);
  }

  private void accept(
      long arrivalNs,
      long sequence,
      int rtpTimestamp,
      boolean marker,
      int payloadSize,
      int facts,
      long frameNumber,
      long captureTimeNs) {
    if (isReceived(sequence)) {
      duplicates++;
      return;
    }
    received[(int) (sequence & HISTORY - 1)] = (short) (sequence >>> HISTORY_BITS);
    highest = Math.max(highest, sequence);
    markersSeen |= marker;
    if (isLate(sequence, rtpTimestamp)) {
      latePackets++;
    } else {
      OpenFrame frame = frameOf(sequence, rtpTimestamp, arrivalNs);
      frame.add(arrivalNs, sequence, marker, payloadSize, facts);
      if (captureTimeNs != 0) {
        frame.frameNumber = frameNumber;
        frame.captureTimeNs = captureTimeNs;
      }
    }
    giveOutWhatIsDue(arrivalNs);
  }

  private boolean isReceived(long sequence) {
    return received[(int) (sequence & HISTORY - 1)] == (short) (sequence >>> HISTORY_BITS);
  }

  private boolean isLate(long sequence, int rtpTimestamp) {
    if (sequence <= lastHighest) {
      return true;
    }
    if (!frameGivenOut || rtpTimestamp != lastTimestamp || sequence - lastHighest > MAX_DROPOUT) {
      return false;
    }
    // A further packet of the frame that was given out last.
    if (lastEndSeen && sequence == lastHighest + 1) {
      markersEndFrames = false;
    }
    if (openCount == 0 || sequence < open[0].lowest) {
      lastHighest = sequence;
    }
    return true;
  }

  /** The open frame of this timestamp, or a new one put in its place in the order. */
  private OpenFrame frameOf(long sequence, int rtpTimestamp, long arrivalNs) {
    for (int i = openCount - 1; i >= 0; i--) {
      if (open[i].rtpTimestamp == rtpTimestamp) {
        return open[i];
      }
    }
    if (openCount == OPEN_FRAMES) {
      giveOutOldest(false);
    }
    int place = openCount;
    OpenFrame frame = open[openCount];
    if (frame == null) {
      frame = new OpenFrame(); // once for each place, and used again from then on
    }
    openCount++;
    while (place > 0 && open[place - 1].lowest > sequence) {
      open[place] = open[place - 1];
      place--;
    }
    open[place] = frame;
    frame.begin(rtpTimestamp, sequence, arrivalNs);
    return frame;
  }

  private void giveOutWhatIsDue(long arrivalNs) {
    while (openCount > 0) {
      OpenFrame oldest = open[0];
      boolean whole = oldest.missing() == 0 && startSeen(oldest) && endSeen(oldest);
      boolean passed =
          openCount > 1
              && (highest - oldest.highest >= REORDER_PACKETS
                  || arrivalNs - oldest.lastArrivalNs >= REORDER_NS);
      if (!whole && !passed && oldest.highest - oldest.lowest < LARGEST_FRAME) {
        return;
      }
      giveOutOldest(false);
    }
  }

  private boolean startSeen(OpenFrame frame) {
    if (isReceived(frame.lowest - 1)) {
      return true;
    }
    if (!frameGivenOut) {
      return frame.startSeen;
    }
    return markersSeen && markersEndFrames && !lastEndSeen && frame.lowest - lastHighest == 2;
  }

  private boolean endSeen(OpenFrame frame) {
    return frame.markerSeen && markersEndFrames || isReceived(frame.highest + 1);
  }

  /**
   * Whether a single packet is missing behind the frame: then it is the one with its marker, and no
   * other frame's.
   */
  private boolean lacksItsLastPacketAlone(OpenFrame frame) {
    return markersSeen && markersEndFrames && isReceived(frame.highest + 2);
  }

  /**
   * @param ending no packet is to come
   */
  private void giveOutOldest(boolean ending) {
    OpenFrame frame = open[0];
    boolean start = startSeen(frame);
    boolean end = endSeen(frame);
    boolean lossWithin = start && (end || lacksItsLastPacketAlone(frame));
    boolean began = !frameGivenOut && !start;
    boolean ended = ending && frame.highest == highest && !end;
    boolean cut = frame.missing() == 0 && (began && (end || ended) || start && ended);
    System.arraycopy(open, 1, open, 0, openCount - 1);
    open[--openCount] = frame;
    frameGivenOut = true;
    lastTimestamp = frame.rtpTimestamp;
    lastHighest = Math.max(lastHighest, frame.highest);
    lastEndSeen = end;
    listener.frame(frame.facts(start && end, lossWithin, cut));
  }
}
