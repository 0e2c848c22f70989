package io.camvitals.agent.source;

import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.RtspDialogueReport;
import io.camvitals.agent.observe.TcpConnectionReport;
import io.camvitals.event.v1.RtspEvent;
import io.camvitals.event.v1.StreamChangeEvent;
import io.camvitals.event.v1.TcpEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a source tells of connections, for tests. */
public final class RecordedConnections implements ConnectionObserver {
  public final List<TcpEvent> windows = new ArrayList<>();
  public final List<TcpConnectionReport> connections = new ArrayList<>();
  public final List<RtspEvent> rtsp = new ArrayList<>();
  public final List<RtspDialogueReport> dialogues = new ArrayList<>();
  public final List<StreamChangeEvent> changes = new ArrayList<>();

  @Override
  public void tcp(TcpEvent event) {
    windows.add(event);
  }

  @Override
  public void tcpClosed(TcpConnectionReport report) {
    connections.add(report);
  }

  @Override
  public void rtsp(RtspEvent event) {
    rtsp.add(event);
  }

  @Override
  public void rtspClosed(RtspDialogueReport report) {
    dialogues.add(report);
  }

  @Override
  public void streamChanged(StreamChangeEvent event) {
    changes.add(event);
  }

  /** The RTSP events of a kind. */
  public List<RtspEvent> rtsp(RtspEvent.Kind kind) {
    return rtsp.stream().filter(event -> event.getKind() == kind).toList();
  }

  /** All events and reports as text. */
  @Override
  public String toString() {
    return "" + windows + connections + rtsp + dialogues + changes;
  }
}
