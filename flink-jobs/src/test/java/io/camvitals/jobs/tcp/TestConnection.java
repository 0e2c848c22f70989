package io.camvitals.jobs.tcp;

import com.google.protobuf.ByteString;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.TcpDirection;
import io.camvitals.event.v1.TcpEvent;
import io.camvitals.event.v1.VantagePoint;
import java.util.Random;

/** Seconds of a connection to a camera. */
public final class TestConnection {
  /** A whole minute. */
  public static final long START_NS = 1_767_323_040_000_000_000L;

  public static final long SECOND = 1_000_000_000L;

  private final int port;
  private final Random random;

  public TestConnection(int port) {
    this.port = port;
    this.random = new Random(port);
  }

  /** A second, with figures left to chance, but for those that one test looks at. */
  public TcpEvent.Builder second(int second) {
    return TcpEvent.newBuilder()
        .setVantagePoint(
            VantagePoint.newBuilder().setSite("site-1").setAgent("agent-1").setInterface("eth0"))
        .setClient(endpoint(1, port))
        .setServer(endpoint(7, 554))
        .setWindowStartNs(START_NS + second * SECOND)
        .setWindowNs(SECOND)
        .setProtocol("rtsp")
        .setProtocolEvidence(TcpEvent.ProtocolEvidence.PROTOCOL_EVIDENCE_CONTENT)
        .setRtspUrl("rtsp://192.0.2.7/main")
        .setFromClient(direction(10))
        .setFromServer(direction(1_000));
  }

  private TcpDirection.Builder direction(int scale) {
    int least = 1 + random.nextInt(1_000_000);
    return TcpDirection.newBuilder()
        .setSegments(scale + random.nextInt(scale))
        .setDataSegments(scale)
        .setBytes(scale * 1_000L + random.nextInt(scale))
        .setWireBytes(scale * 1_100L)
        .setFastRetransmissions(random.nextInt(5))
        .setTimeoutRetransmissions(random.nextInt(3))
        .setStalls(random.nextInt(2))
        .setStalledNs(random.nextInt(1_000_000_000))
        .setBytesInFlightMax(random.nextInt(65_536))
        .setRoundTrips(1 + random.nextInt(9))
        .setRoundTripMinNs(least)
        .setRoundTripMeanNs(least + 1_000_000)
        .setRoundTripP95Ns(least + 3_000_000)
        .setRoundTripMaxNs(least + 4_000_000);
  }

  private static Endpoint.Builder endpoint(int host, int port) {
    return Endpoint.newBuilder()
        .setAddress(ByteString.copyFrom(new byte[] {(byte) 192, 0, 2, (byte) host}))
        .setPort(port);
  }

  public String key() {
    return StreamKeys.of(second(0).build());
  }
}
