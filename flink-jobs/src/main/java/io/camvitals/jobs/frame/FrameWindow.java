package io.camvitals.jobs.frame;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.VideoFormat;
import io.camvitals.metrics.Figures;
import io.camvitals.metrics.encoding.Serialised;
import io.camvitals.metrics.frame.FrameFigure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The frames of one stream that began within one window. */
public final class FrameWindow {
  private final Figures<FrameFigure> figures;
  private long events;
  private long eventsMissing;
  private long byCapture;
  private VideoFormat format = VideoFormat.getDefaultInstance();

  public FrameWindow() {
    this(new Figures<>(FrameFigure.class));
  }

  private FrameWindow(Figures<FrameFigure> figures) {
    this.figures = figures;
  }

  /**
   * Takes a frame of the window, in the order of the stream's frames.
   *
   * @param missing events that were lost before it
   */
  public void take(FrameEvent event, long missing) {
    events++;
    eventsMissing += missing;
    FrameEvents.measure(event).addTo(figures);
    byCapture += event.getCaptureLoss() ? 1 : 0;
    if (event.hasFormat()) {
      format = event.getFormat();
    }
  }

  /** Frames told of. */
  public long events() {
    return events;
  }

  Figures<FrameFigure> figures() {
    return figures;
  }

  /** Frames of which a part is missing, and those that are predicted from one. */
  public long damagedOrSpoilt() {
    return figures.get(FrameFigure.DAMAGED) + figures.get(FrameFigure.SPOILT);
  }

  /** Events of frames that did not come. */
  long eventsMissing() {
    return eventsMissing;
  }

  /** Frames that are damaged or spoilt by what the agent itself missed. */
  long byCapture() {
    return byCapture;
  }

  /** As it was told last in the window; the default instance when it was not. */
  VideoFormat format() {
    return format;
  }

  public void writeTo(DataOutput out) throws IOException {
    figures.writeTo(out);
    Serialised.write(events, out);
    Serialised.write(eventsMissing, out);
    Serialised.write(byCapture, out);
    byte[] bytes = format.toByteArray();
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  public static FrameWindow readFrom(DataInput in) throws IOException {
    FrameWindow window = new FrameWindow(Figures.readFrom(FrameFigure.class, in));
    window.events = Serialised.read(in);
    window.eventsMissing = Serialised.read(in);
    window.byCapture = Serialised.read(in);
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    try {
      window.format = VideoFormat.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("the state of a window holds no video format", e);
    }
    return window;
  }
}
