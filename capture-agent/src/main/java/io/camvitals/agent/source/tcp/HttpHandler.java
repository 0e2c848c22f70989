package io.camvitals.agent.source.tcp;

import io.camvitals.agent.source.signal.Addresses.Address;
import io.camvitals.protocol.http.Base64Stream;
import io.camvitals.protocol.http.HttpReader;
import io.camvitals.protocol.http.HttpReader.Body;
import io.camvitals.protocol.tcp.TcpByteReader.End;
import io.camvitals.protocol.text.MessageText;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * HTTP: names what it carries by its heads, and opens tunnels of RTSP (RTSP over HTTP as QuickTime
 * and ONVIF's streaming specification have it): a GET whose answer goes on with RTSP, and a POST
 * whose body is RTSP in Base64, joined by {@code x-sessioncookie}.
 */
final class HttpHandler implements ConnectionHandler {
  private static final int LONGEST_COOKIE = 200;
  private static final int TS_PACKET = 188;
  private static final int TS_SYNC = 0x47;

  private final HttpTunnels tunnels;
  private final Address[] hosts;
  private final Supplier<ObservedSession> newSession;
  private final int client;
  private final HttpReader requests;
  private final HttpReader responses;
  private final Base64Stream base64 = new Base64Stream();
  private StreamProtocol protocol = StreamProtocol.HTTP;
  private ObservedSession session;
  private boolean post;
  private String cookie = "";
  private boolean named;
  private long nowNs;

  /**
   * @param hosts who asks, and who is asked
   * @param newSession a session between the endpoints of this connection
   * @param client index of the endpoint that asks
   */
  HttpHandler(
      HttpTunnels tunnels, Address[] hosts, Supplier<ObservedSession> newSession, int client) {
    this.tunnels = tunnels;
    this.hosts = hosts;
    this.newSession = newSession;
    this.client = client;
    this.requests =
        new HttpReader(
            new HttpReader.Listener() {
              @Override
              public Body head(MessageText head) {
                return request(head);
              }

              @Override
              public void body(ByteBuffer buffer, int offset, int length) {
                ByteBuffer decoded = base64.decode(buffer, offset, length);
                session.bytes(0, decoded, 0, decoded.limit(), nowNs);
              }
            },
            false);
    this.responses =
        new HttpReader(
            new HttpReader.Listener() {
              @Override
              public Body head(MessageText head) {
                return response(head);
              }

              @Override
              public void body(ByteBuffer buffer, int offset, int length) {
                if (session == null) {
                  look(buffer, offset, length);
                } else {
                  session.bytes(1, buffer, offset, length, nowNs);
                }
              }
            },
            true);
  }

  private Body request(MessageText head) {
    cookie = head.field("x-sessioncookie").orElse("");
    String[] line = head.startLine().split(" ", 3);
    if (cookie.isEmpty() || cookie.length() > LONGEST_COOKIE) {
      cookie = "";
      if (line.length > 1 && line[1].contains("/onvif/")) {
        name(StreamProtocol.ONVIF);
      }
      return Body.SKIP;
    }
    if (!line[0].equals("POST")) {
      return Body.SKIP;
    }
    post = true;
    join();
    return Body.HAND_ON;
  }

  private Body response(MessageText head) {
    boolean ok = head.startLine().matches("HTTP/\\S+ 200.*");
    if (!cookie.isEmpty() && ok && !post) {
      join();
      return Body.HAND_ON;
    }
    String type = head.field("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (head.startLine().matches("HTTP/\\S+ 101.*")) {
      name(StreamProtocol.WEBSOCKET);
      named = true;
    } else if (ok) {
      name(ofType(type));
    }
    boolean vague = type.isEmpty() || type.startsWith("application/octet-stream");
    return ok && vague && protocol == StreamProtocol.HTTP ? Body.SHOW : Body.SKIP;
  }

  /** The beginning of a body of which the head says nothing. */
  private void look(ByteBuffer buffer, int offset, int length) {
    if (length >= 3
        && buffer.get(offset) == 'F'
        && buffer.get(offset + 1) == 'L'
        && buffer.get(offset + 2) == 'V') {
      name(StreamProtocol.HTTP_FLV);
    } else if (length > TS_PACKET
        && buffer.get(offset) == TS_SYNC
        && buffer.get(offset + TS_PACKET) == TS_SYNC) {
      name(StreamProtocol.HTTP_MPEG_TS);
    }
  }

  private void name(StreamProtocol found) {
    if (protocol == StreamProtocol.HTTP) {
      protocol = found;
    }
  }

  private static StreamProtocol ofType(String type) {
    if (type.startsWith("multipart/x-mixed-replace")) {
      return StreamProtocol.HTTP_MJPEG;
    }
    if (type.startsWith("video/x-flv") || type.startsWith("video/flv")) {
      return StreamProtocol.HTTP_FLV;
    }
    if (type.startsWith("video/mp2t") || type.startsWith("video/mpeg")) {
      return StreamProtocol.HTTP_MPEG_TS;
    }
    boolean video =
        type.startsWith("video/")
            || type.startsWith("application/vnd.apple.mpegurl")
            || type.startsWith("application/x-mpegurl")
            || type.startsWith("application/dash+xml");
    return video ? StreamProtocol.HTTP_VIDEO : StreamProtocol.HTTP;
  }

  /** The session of the tunnel, of which this connection is one half. */
  private void join() {
    protocol = StreamProtocol.RTSP_OVER_HTTP;
    session = tunnels.find(hosts[0], hosts[1], cookie);
    if (session == null) {
      session = newSession.get();
      tunnels.put(hosts[0], hosts[1], cookie, session);
    }
  }

  @Override
  public void bytes(int endpoint, ByteBuffer buffer, int offset, int length, long arrivalNs) {
    nowNs = arrivalNs;
    (endpoint == client ? requests : responses).feed(buffer, offset, length);
  }

  @Override
  public void gap(int endpoint, long length, long arrivalNs) {
    if (session == null) {
      (endpoint == client ? requests : responses).gap(length);
    } else if (endpoint == client && post) {
      session.gap(0, base64.gap(length), arrivalNs);
    } else if (endpoint != client && !post) {
      session.gap(1, length, arrivalNs);
    }
  }

  @Override
  public void end(int endpoint, End why, long arrivalNs) {
    if (session != null && endpoint == client == post) {
      session.end(post ? 0 : 1, why, arrivalNs);
    }
  }

  @Override
  public StreamProtocol protocol() {
    return protocol;
  }

  @Override
  public boolean isInterested() {
    return !named && (session != null || !requests.isLost() || !responses.isLost());
  }

  @Override
  public int retainedBytes() {
    int own = requests.retainedBytes() + responses.retainedBytes();
    return session == null || post ? own : own + session.retainedBytes();
  }

  @Override
  public int client() {
    return client;
  }

  @Override
  public ObservedSession session() {
    return session;
  }
}
