package io.camvitals.simulator.rtsp;

import io.camvitals.protocol.rtsp.RtpInfo;
import io.camvitals.protocol.rtsp.RtspHeaders;
import io.camvitals.protocol.rtsp.RtspMessage;
import io.camvitals.protocol.rtsp.RtspMethod;
import io.camvitals.protocol.rtsp.RtspRequest;
import io.camvitals.protocol.rtsp.RtspResponse;
import io.camvitals.protocol.rtsp.RtspStatus;
import io.camvitals.protocol.rtsp.SessionHeader;
import io.camvitals.protocol.rtsp.TransportHeader;
import io.camvitals.simulator.plan.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers the requests of one connection. A session ends with the connection that set it up. */
final class RequestHandler {
  private static final int MOST_SESSIONS = 100;
  private static final String METHODS =
      String.join(
          ", ",
          RtspMethod.OPTIONS,
          RtspMethod.DESCRIBE,
          RtspMethod.SETUP,
          RtspMethod.PLAY,
          RtspMethod.GET_PARAMETER,
          RtspMethod.TEARDOWN);

  private final RtspServer server;
  private final RtspConnection connection;
  private final SessionFactory factory;
  private final Map<String, CameraSession> sessions = new LinkedHashMap<>();

  RequestHandler(RtspServer server, RtspConnection connection) {
    this.server = server;
    this.connection = connection;
    this.factory = new SessionFactory(server, connection);
  }

  void handle(RtspRequest request) {
    Optional<CameraSession> session = session(request);
    session.ifPresent(each -> each.alive(server.now()));
    Optional<ServedCamera> camera =
        session.map(CameraSession::camera).or(() -> server.camera(request.uri()));
    Optional<Fault.DeathMode> death = camera.flatMap(each -> each.camera().deathAt(server.now()));
    if (death.isPresent()) {
      if (death.get() == Fault.DeathMode.CLOSED) {
        connection.close();
      }
      return;
    }
    Answer answer = answer(request, camera, session);
    connection.respond(answer.toResponse(request));
    answer.then.run();
  }

  private Answer answer(
      RtspRequest request, Optional<ServedCamera> camera, Optional<CameraSession> session) {
    if (request.cSeq().isEmpty()) {
      return Answer.status(RtspStatus.BAD_REQUEST);
    }
    if (!request.version().equals(RtspMessage.VERSION)) {
      return Answer.status(RtspStatus.RTSP_VERSION_NOT_SUPPORTED);
    }
    if (request.method().equals(RtspMethod.OPTIONS)) {
      return Answer.ok(RtspHeaders.of("Public", METHODS));
    }
    if (camera.isEmpty()) {
      return Answer.status(RtspStatus.NOT_FOUND);
    }
    Optional<List<String>> challenges = camera.get().challenges(request);
    if (challenges.isPresent()) {
      RtspHeaders headers = RtspHeaders.EMPTY;
      for (String challenge : challenges.get()) {
        headers = headers.and("WWW-Authenticate", challenge);
      }
      return new Answer(RtspStatus.UNAUTHORIZED, headers, "", () -> {});
    }
    return switch (request.method()) {
      case RtspMethod.DESCRIBE -> describe(request, camera.get());
      case RtspMethod.SETUP -> setup(request, camera.get(), session);
      case RtspMethod.PLAY -> session.map(each -> play(request, each)).orElseGet(Answer::noSession);
      case RtspMethod.GET_PARAMETER -> getParameter(request, session);
      case RtspMethod.TEARDOWN -> session.map(this::teardown).orElseGet(Answer::noSession);
      default ->
          new Answer(
              RtspMethod.STANDARD.contains(request.method())
                  ? RtspStatus.METHOD_NOT_ALLOWED
                  : RtspStatus.NOT_IMPLEMENTED,
              RtspHeaders.of("Allow", METHODS),
              "",
              () -> {});
    };
  }

  private Answer describe(RtspRequest request, ServedCamera camera) {
    String base = request.uri().endsWith("/") ? request.uri() : request.uri() + "/";
    return new Answer(
        RtspStatus.OK,
        RtspHeaders.of("Content-Base", base).and("Content-Type", "application/sdp"),
        SessionDescriptions.of(camera.camera(), connection.local().getAddress()),
        () -> {});
  }

  private Answer setup(RtspRequest request, ServedCamera camera, Optional<CameraSession> existing) {
    if (request.header(SessionHeader.NAME).isPresent()) {
      // There is one track, which has been set up already.
      return existing.isPresent()
          ? Answer.status(RtspStatus.METHOD_NOT_VALID_IN_THIS_STATE)
          : Answer.noSession();
    }
    if (sessions.size() == MOST_SESSIONS) {
      return Answer.status(RtspStatus.SERVICE_UNAVAILABLE);
    }
    List<TransportHeader> offers =
        TransportHeader.parse(request.header(TransportHeader.NAME).orElse(""));
    Optional<CameraSession> made = factory.create(camera, offers, sessions.values());
    if (made.isEmpty()) {
      return Answer.status(RtspStatus.UNSUPPORTED_TRANSPORT);
    }
    CameraSession session = made.get();
    sessions.put(id(session), session);
    return Answer.ok(
        RtspHeaders.of(SessionHeader.NAME, session.header())
            .and(TransportHeader.NAME, session.transport().format()));
  }

  private Answer play(RtspRequest request, CameraSession session) {
    String base = request.uri().endsWith("/") ? request.uri() : request.uri() + "/";
    String track = SessionDescriptions.TRACK;
    String url = base.endsWith("/" + track + "/") ? request.uri() : base + track;
    RtspHeaders headers =
        RtspHeaders.of(SessionHeader.NAME, session.header()).and("Range", "npt=now-");
    if (!session.playing()) {
      RtpInfo info =
          new RtpInfo(
              url,
              OptionalInt.of(session.sender().firstSequenceNumber()),
              OptionalInt.of(session.sender().firstTimestamp()));
      headers = headers.and(RtpInfo.NAME, RtpInfo.format(List.of(info)));
    }
    return new Answer(RtspStatus.OK, headers, "", session::play);
  }

  private static Answer getParameter(RtspRequest request, Optional<CameraSession> session) {
    if (session.isPresent()) {
      return Answer.ok(RtspHeaders.of(SessionHeader.NAME, session.get().header()));
    }
    return request.header(SessionHeader.NAME).isPresent()
        ? Answer.noSession()
        : Answer.ok(RtspHeaders.EMPTY);
  }

  private Answer teardown(CameraSession session) {
    end(session, true);
    return Answer.ok(RtspHeaders.EMPTY);
  }

  /** A frame came in on an interleaved channel. */
  void interleaved(int channel) {
    for (CameraSession session : sessions.values()) {
      if (session.transport().interleaved().filter(pair -> pair.rtcp() == channel).isPresent()) {
        session.alive(server.now());
      }
    }
  }

  List<CameraSession> sessions() {
    return List.copyOf(sessions.values());
  }

  /** Ends the sessions whose clients are silent. */
  void expire() {
    sessions().stream()
        .filter(session -> session.expired(server.now()))
        .forEach(session -> end(session, true));
  }

  void close(boolean sayGoodbye) {
    sessions().forEach(session -> end(session, sayGoodbye));
  }

  private void end(CameraSession session, boolean sayGoodbye) {
    sessions.remove(id(session));
    session.close(sayGoodbye);
    server.ended(session);
  }

  private Optional<CameraSession> session(RtspRequest request) {
    return request
        .header(SessionHeader.NAME)
        .map(value -> value.split(";", 2)[0].strip())
        .map(sessions::get);
  }

  private static String id(CameraSession session) {
    return SessionHeader.parse(session.header()).id();
  }

  /** What to answer, and what to do once it is answered. */
  private record Answer(int status, RtspHeaders headers, String body, Runnable then) {
    static Answer status(int status) {
      return new Answer(status, RtspHeaders.EMPTY, "", () -> {});
    }

    static Answer ok(RtspHeaders headers) {
      return new Answer(RtspStatus.OK, headers, "", () -> {});
    }

    static Answer noSession() {
      return status(RtspStatus.SESSION_NOT_FOUND);
    }

    RtspResponse toResponse(RtspRequest request) {
      List<RtspHeaders.Field> fields = new ArrayList<>();
      request.header("CSeq").ifPresent(value -> fields.add(new RtspHeaders.Field("CSeq", value)));
      fields.add(new RtspHeaders.Field("Server", "camvitals-simulator"));
      fields.addAll(headers.fields());
      return new RtspResponse(
          status, RtspHeaders.of(fields), body.getBytes(StandardCharsets.UTF_8));
    }
  }
}
