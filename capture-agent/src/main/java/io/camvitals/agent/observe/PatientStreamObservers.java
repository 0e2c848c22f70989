package io.camvitals.agent.observe;

import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;

/**
 * For a source that can wait, such as a file: before each packet it is seen to that there is room
 * for what comes of it, so that a fast reader does not turn a slow Kafka into capture loss.
 */
public final class PatientStreamObservers implements StreamObservers {
  /** Returns when there is room, or when the thread is interrupted. */
  @FunctionalInterface
  public interface Room {
    void await();
  }

  private final StreamObservers observers;
  private final Room room;

  public PatientStreamObservers(StreamObservers observers, Room room) {
    this.observers = observers;
    this.room = room;
  }

  @Override
  public StreamObserver open(StreamIdentity stream) {
    return new Patient(observers.open(stream), room);
  }

  @Override
  public StreamObserver open(StreamIdentity stream, MediaFormat format) {
    return new Patient(observers.open(stream, format), room);
  }

  @Override
  public TransportStreamObserver openTransportStream(StreamIdentity stream) {
    return new PatientTransportStream(observers.openTransportStream(stream), room);
  }

  private record Patient(StreamObserver observer, Room room) implements StreamObserver {
    @Override
    public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
      room.await();
      observer.rtp(packet, arrivalNs, wireSize);
    }

    @Override
    public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
      room.await();
      observer.rtcp(buffer, offset, length, arrivalNs);
    }

    @Override
    public void captureDropped(long packets) {
      observer.captureDropped(packets);
    }

    @Override
    public void close() {
      observer.close();
    }
  }

  private record PatientTransportStream(TransportStreamObserver observer, Room room)
      implements TransportStreamObserver {
    @Override
    public void datagram(
        ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs) {
      room.await();
      observer.datagram(buffer, offset, capturedLength, wireLength, arrivalNs);
    }

    @Override
    public void captureDropped(long packets) {
      observer.captureDropped(packets);
    }

    @Override
    public void close() {
      observer.close();
    }
  }
}
