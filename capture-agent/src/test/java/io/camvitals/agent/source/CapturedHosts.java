package io.camvitals.agent.source;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.source.capture.CaptureLimits;
import io.camvitals.agent.source.capture.CaptureObservers;
import io.camvitals.agent.source.capture.CapturedTraffic;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.event.v1.VantagePoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Traffic of hosts, and what the agent makes of it, for tests. */
public final class CapturedHosts {
  public static final String CAMERA = "192.0.2.7";
  public static final String VIEWER = "192.0.2.1";

  /** 2023-11-14T22:13:20Z. */
  public static final long START_NS = 1_700_000_000_000_000_000L;

  public final RecordedStreams streams = new RecordedStreams();
  public final RecordedConnections told = new RecordedConnections();
  public final CaptureCounters packets = new CaptureCounters();
  public final CaptureCounters frames = new CaptureCounters();
  public final CapturedTraffic agent;
  public final TestTraffic traffic;

  public CapturedHosts() {
    this(CaptureLimits.AGENT);
  }

  public CapturedHosts(CaptureLimits limits) {
    this(limits, Map.of());
  }

  public CapturedHosts(CaptureLimits limits, Map<Integer, Integer> clockRates) {
    agent =
        new CapturedTraffic(
            VantagePoint.newBuilder().setSite("s").setAgent("a").setInterface("eth0").build(),
            new PayloadTypeClocks(clockRates),
            limits,
            new CaptureObservers(streams, told, packets, frames));
    traffic = new TestTraffic(agent, START_NS);
  }

  /** Takes all packets of a capture file. */
  public void read(Path capture) throws IOException {
    try (CaptureReader reader = CaptureReader.open(capture)) {
      reader.read(agent);
    }
  }

  /** A message: its lines, and a body. */
  public static String message(String body, String... lines) {
    StringBuilder message = new StringBuilder();
    for (String line : lines) {
      message.append(line).append("\r\n");
    }
    if (!body.isEmpty()) {
      message.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return message.append("\r\n").append(body).toString();
  }

  public static String request(String method, String url, int number, String... headers) {
    return message("", prepend(method + " " + url + " RTSP/1.0", number, headers));
  }

  public static String answer(int number, String... headers) {
    return message("", prepend("RTSP/1.0 200 OK", number, headers));
  }

  public static String answer(String status, int number, String... headers) {
    return message("", prepend("RTSP/1.0 " + status, number, headers));
  }

  public static String described(String sdp, int number, String... headers) {
    return message(sdp, prepend("RTSP/1.0 200 OK", number, headers));
  }

  private static String[] prepend(String first, int number, String... rest) {
    String[] all = new String[rest.length + 2];
    all[0] = first;
    all[1] = "CSeq: " + number;
    System.arraycopy(rest, 0, all, 2, rest.length);
    return all;
  }

  /** An interleaved frame (RFC 2326 section 10.12). */
  public static byte[] frame(int channel, byte[] packet) {
    return Frames.concat(
        new byte[] {'$', (byte) channel, (byte) (packet.length >> 8), (byte) packet.length},
        packet);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
