package io.camvitals.agent.observe.channel;

import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.Transport;

/** Under what a stream's channel is looked for. The same camera's streams share the names. */
final class ChannelNames {
  private ChannelNames() {}

  /** As signalling told it, else by endpoints and payload type. */
  static String of(StreamIdentity stream) {
    if (!stream.getChannel().isEmpty()) {
      return stream.getChannel();
    }
    String interleaved =
        stream.getTransport() == Transport.TRANSPORT_TCP_INTERLEAVED
            ? "/" + stream.getInterleavedChannel()
            : "";
    return StreamKeys.of(stream.getSource())
        + '-'
        + StreamKeys.of(stream.getDestination())
        + interleaved
        + '/'
        + stream.getPayloadType();
  }

  /** By addresses and what is sent: where several streams share it, it tells them not apart. */
  static String withoutPorts(StreamIdentity stream) {
    return StreamKeys.address(stream.getSource().getAddress())
        + '-'
        + StreamKeys.address(stream.getDestination().getAddress())
        + '/'
        + StreamKeys.transport(stream.getTransport())
        + '/'
        + stream.getPayloadType()
        + '/'
        + stream.getCodec();
  }

  /** A channel's key: two configured cameras are two even if their URL is one. */
  static String key(StreamIdentity stream, String name) {
    return stream.getCameraId() + '\n' + name;
  }
}
