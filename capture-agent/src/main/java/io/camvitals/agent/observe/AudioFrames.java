package io.camvitals.agent.observe;

import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.audio.AudioPayloadFormat;
import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.video.StaticPayloadTypes;
import java.util.function.Consumer;

/**
 * Counts the frames of one stream of sound, second by second of its arrival. Packets of other
 * payload types than the stream's, such as telephone events and comfort noise, are passed over.
 * Nothing is allocated per packet. One thread at a time.
 */
public final class AudioFrames {
  private static final long SECOND_NS = 1_000_000_000L;

  /** A jump of the sequence that is no loss but another sequence (RFC 3550 appendix A.1). */
  private static final int MAX_DROPOUT = 3_000;

  private static final int WINDOW = 64;

  private final AudioPayloadFormat format;
  private final int payloadType;
  private final int clockRate;
  private final Consumer<AudioSecond> listener;
  private boolean anyPacket;
  private int highest;

  /** Bit i: the packet i before the highest has come. */
  private long received;

  private boolean open;
  private long startNs;
  private long packets;
  private long bytes;
  private long frames;
  private long samples;
  private boolean samplesKnown;
  private long unread;
  private long missing;

  private AudioFrames(
      AudioPayloadFormat format, StreamIdentity stream, Consumer<AudioSecond> listener) {
    this.format = format;
    this.payloadType = stream.getPayloadType();
    this.clockRate = stream.getClockRate();
    this.listener = listener;
  }

  /** Frames of a stream; null when it is no sound, or its format is not known well enough. */
  public static AudioFrames of(
      StreamIdentity stream, MediaFormat signalled, Consumer<AudioSecond> listener) {
    if (MediaKind.of(stream) != MediaKind.AUDIO) {
      return null;
    }
    AudioPayloadFormat format =
        AudioPayloadFormat.forCodec(
            stream.getCodec(),
            stream.getClockRate(),
            channels(stream, signalled),
            signalled::parameter);
    return format == null ? null : new AudioFrames(format, stream, listener);
  }

  private static int channels(StreamIdentity stream, MediaFormat signalled) {
    int type = stream.getPayloadType();
    boolean byTable =
        signalled.equals(MediaFormat.UNKNOWN)
            && StaticPayloadTypes.encoding(type).equals(stream.getCodec());
    return Math.max(1, byTable ? StaticPayloadTypes.channels(type) : signalled.channels());
  }

  /** Takes one packet, in order of arrival. */
  public void packet(RtpPacket packet, long arrivalNs) {
    long second = Math.floorDiv(arrivalNs, SECOND_NS) * SECOND_NS;
    if (open && second > startNs) {
      flush();
    }
    if (!open) {
      begin(second);
    }
    if (!isNew(packet.sequenceNumber()) || packet.payloadType() != payloadType) {
      return;
    }
    packets++;
    bytes += packet.payloadLength();
    int ended =
        format.frames(
            packet.buffer(),
            packet.payloadOffset(),
            packet.capturedPayloadLength(),
            packet.payloadLength(),
            packet.marker());
    if (ended == AudioPayloadFormat.UNKNOWN) {
      unread++;
      samplesKnown = false;
      return;
    }
    frames += ended;
    if (ended > 0) {
      int length = format.samples();
      samplesKnown &= length != AudioPayloadFormat.UNKNOWN;
      samples += Math.max(0, length);
    }
  }

  /** False for a packet that came before, or may have. */
  private boolean isNew(int sequence) {
    int step = (short) (sequence - highest);
    if (anyPacket && step <= -WINDOW && step > -MAX_DROPOUT) {
      return false; // too late to tell whether it came before
    }
    if (!anyPacket || step >= MAX_DROPOUT || step <= -MAX_DROPOUT) {
      anyPacket = true;
      highest = sequence;
      received = 1;
      return true;
    }
    if (step > 0) {
      received = step >= WINDOW ? 1 : received << step | 1;
      highest = sequence;
      missing += step - 1;
      return true;
    }
    long bit = 1L << -step;
    if ((received & bit) != 0) {
      return false;
    }
    received |= bit;
    missing = Math.max(0, missing - 1);
    return true;
  }

  private void begin(long second) {
    open = true;
    startNs = second;
    packets = 0;
    bytes = 0;
    frames = 0;
    samples = 0;
    samplesKnown = clockRate > 0;
    unread = 0;
    missing = 0;
  }

  /** Gives out the second that has begun. */
  public void flush() {
    if (open && packets > 0) {
      listener.accept(
          new AudioSecond(
              startNs,
              packets,
              bytes,
              frames,
              samplesKnown ? Math.round(samples * (1e9 / clockRate)) : -1,
              unread,
              missing));
    }
    open = false;
  }
}
