package io.camvitals.jobs.audio;

import static io.camvitals.event.document.StreamQualityField.*;

import io.camvitals.event.v1.AudioFrameEvent;
import io.camvitals.jobs.document.DocumentBuilder;
import io.camvitals.metrics.encoding.Serialised;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The frames of sound of one stream within one window. */
public final class AudioWindow {
  private static final double NS_PER_MS = 1e6;

  private long events;
  private long packets;
  private long bytes;
  private long frames;
  private long mediaNs;
  private boolean mediaKnown = true;
  private long unreadPackets;
  private long packetsMissing;

  /** Takes a second, or a part of one: they add up. */
  public void take(AudioFrameEvent event) {
    events++;
    packets += event.getPackets();
    bytes += event.getBytes();
    frames += event.getFrames();
    mediaNs += event.getMediaDurationNs();
    mediaKnown &= event.hasMediaDurationNs();
    unreadPackets += event.getUnreadPackets();
    packetsMissing += event.getPacketsMissing();
  }

  /** Events taken. */
  public long events() {
    return events;
  }

  /** Writes the figures into the stream's document. */
  public void putInto(DocumentBuilder document) {
    document
        .put(AUDIO_FRAMES, frames)
        .put(AUDIO_PACKETS, packets)
        .put(AUDIO_BYTES, bytes)
        .putIf(mediaKnown, AUDIO_MEDIA_MS, mediaNs / NS_PER_MS)
        .put(AUDIO_UNREAD_PACKETS, unreadPackets)
        .put(AUDIO_PACKETS_MISSING, packetsMissing);
  }

  public void writeTo(DataOutput out) throws IOException {
    for (long figure :
        new long[] {events, packets, bytes, frames, mediaNs, unreadPackets, packetsMissing}) {
      Serialised.write(figure, out);
    }
    out.writeBoolean(mediaKnown);
  }

  public static AudioWindow readFrom(DataInput in) throws IOException {
    AudioWindow window = new AudioWindow();
    window.events = Serialised.read(in);
    window.packets = Serialised.read(in);
    window.bytes = Serialised.read(in);
    window.frames = Serialised.read(in);
    window.mediaNs = Serialised.read(in);
    window.unreadPackets = Serialised.read(in);
    window.packetsMissing = Serialised.read(in);
    window.mediaKnown = in.readBoolean();
    return window;
  }
}
