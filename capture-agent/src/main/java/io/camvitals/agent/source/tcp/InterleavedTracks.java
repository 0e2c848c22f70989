package io.camvitals.agent.source.tcp;

import io.camvitals.agent.source.signal.SignalledTrack;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.MediaDirection;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;
import io.camvitals.protocol.rtp.PacketKind;
import io.camvitals.protocol.rtsp.RtpRtcpPair;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The tracks on the channels of one connection, in both directions: those that SETUP arranged, and
 * those that are found by their packets where SETUP was not seen. At most {@value #MOST_TRACKS}.
 */
final class InterleavedTracks {
  private static final int CHANNELS = 256;
  private static final int MOST_TRACKS = 64;
  private static final int RTP_SOURCE = 8;
  private static final int RTCP_SOURCE = 4;

  private final ObservationContext context;
  private final Endpoint[] endpoints;
  private final Slot[][] slots = new Slot[2][];
  private final List<InterleavedTrack> tracks = new ArrayList<>();

  private record Slot(InterleavedTrack track, boolean rtcp, boolean announced) {}

  /**
   * @param endpoints of the connection, by their index
   */
  InterleavedTracks(ObservationContext context, Endpoint[] endpoints) {
    this.context = context;
    this.endpoints = endpoints;
  }

  /** A track was arranged whose media this endpoint sends. */
  void announce(int sender, RtpRtcpPair channels, SignalledTrack track) {
    if (tracks.size() >= MOST_TRACKS) {
      context.frames().rejected("too-many-tracks");
      return;
    }
    Slot before = slots(sender)[channels.rtp()];
    if (before != null) {
      close(before.track);
    }
    InterleavedTrack opened = open(sender, channels.rtp(), track);
    slots(sender)[channels.rtp()] = new Slot(opened, false, true);
    if (channels.rtcp() != channels.rtp()) {
      slots(sender)[channels.rtcp()] = new Slot(opened, true, true);
      // The receiver reports on the same channel, in the other direction.
      slots(1 - sender)[channels.rtcp()] = new Slot(opened, true, true);
    }
  }

  private InterleavedTrack open(int sender, int channel, SignalledTrack track) {
    StreamIdentity identity =
        track
            .describe(StreamIdentity.newBuilder())
            .setVantagePoint(context.vantagePoint())
            .setTransport(Transport.TRANSPORT_TCP_INTERLEAVED)
            .setSource(endpoints[sender])
            .setDestination(endpoints[1 - sender])
            .setInterleavedChannel(channel)
            .build();
    InterleavedTrack opened = new InterleavedTrack(context, track, identity);
    tracks.add(opened);
    return opened;
  }

  /**
   * One frame that this endpoint sent.
   *
   * @param toCamera what to take an unannounced track for: media that the client sends
   */
  void frame(
      int sender,
      int channel,
      ByteBuffer buffer,
      int offset,
      int captured,
      int length,
      long arrivalNs,
      boolean toCamera) {
    if (length == 0) {
      // RFC 2326 forbids it not, and some cameras keep the connection alive so.
      context.frames().rejected("interleaved-empty");
      return;
    }
    PacketKind kind = PacketKind.of(buffer, offset, captured);
    Slot slot = slots(sender)[channel];
    if (slot == null || !slot.announced && slot.rtcp != (kind == PacketKind.RTCP)) {
      slot = find(sender, channel, kind, buffer, offset, captured, toCamera);
    }
    if (slot == null) {
      context.frames().rejected(kind == PacketKind.RTCP ? "rtcp-of-no-stream" : "not-rtp");
    } else if (slot.rtcp) {
      slot.track.rtcp(buffer, offset, captured, arrivalNs);
    } else {
      slot.track.rtp(buffer, offset, captured, length, arrivalNs);
    }
  }

  /** A place for a frame on a channel of which nothing is known; null when there is none. */
  private Slot find(
      int sender,
      int channel,
      PacketKind kind,
      ByteBuffer buffer,
      int offset,
      int captured,
      boolean toCamera) {
    if (kind == PacketKind.RTP && captured >= RTP_SOURCE + 4 && tracks.size() < MOST_TRACKS) {
      InterleavedTrack opened = open(sender, channel, unannounced(toCamera));
      slots(sender)[channel] = new Slot(opened, false, false);
      return slots(sender)[channel];
    }
    if (kind != PacketKind.RTCP || captured < RTCP_SOURCE + 4) {
      return null;
    }
    int source = buffer.getInt(offset + RTCP_SOURCE);
    for (InterleavedTrack track : tracks) {
      if (track.carries(source)) {
        return new Slot(track, true, false);
      }
    }
    // By the custom that RTP has the even channel and RTCP the next.
    for (int side : new int[] {sender, 1 - sender}) {
      Slot rtp = slots(side)[channel & 0xfe];
      if (rtp != null && !rtp.rtcp) {
        return new Slot(rtp.track, true, false);
      }
    }
    return null;
  }

  private static SignalledTrack unannounced(boolean toCamera) {
    return SignalledTrack.UNKNOWN.with(
        toCamera
            ? MediaDirection.MEDIA_DIRECTION_TO_CAMERA
            : MediaDirection.MEDIA_DIRECTION_FROM_CAMERA);
  }

  private Slot[] slots(int sender) {
    if (slots[sender] == null) {
      slots[sender] = new Slot[CHANNELS];
    }
    return slots[sender];
  }

  /** Bytes of one direction were not captured. */
  void gap(int sender) {
    if (slots[sender] != null) {
      for (Slot slot : slots[sender]) {
        if (slot != null && !slot.rtcp) {
          slot.track.gap();
        }
      }
    }
  }

  /** Packets that the capture lost and that may have been of any of the tracks. */
  void captureDropped(long packets) {
    tracks.forEach(track -> track.captureDropped(packets));
  }

  private void close(InterleavedTrack track) {
    track.close();
    tracks.remove(track);
    for (Slot[] side : slots) {
      for (int i = 0; side != null && i < CHANNELS; i++) {
        if (side[i] != null && side[i].track == track) {
          side[i] = null;
        }
      }
    }
  }

  /** Ends all streams. */
  void close() {
    List.copyOf(tracks).forEach(this::close);
  }
}
