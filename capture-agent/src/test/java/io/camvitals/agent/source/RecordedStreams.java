package io.camvitals.agent.source;

import io.camvitals.agent.observe.StreamObserver;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.observe.TransportStreamObserver;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.protocol.rtp.RtpPacket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what a source tells of each stream, for tests; readable from any thread. */
public final class RecordedStreams implements StreamObservers {
  private final List<Stream> streams = new CopyOnWriteArrayList<>();
  private final List<TransportStream> transportStreams = new CopyOnWriteArrayList<>();

  /** One stream. */
  public static final class Stream implements StreamObserver {
    private final StreamIdentity identity;
    private final List<Integer> sequences = new CopyOnWriteArrayList<>();
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private final AtomicInteger rtcp = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    Stream(StreamIdentity identity) {
      this.identity = identity;
    }

    @Override
    public void rtp(RtpPacket packet, long arrivalNs, int wireSize) {
      arrivals.add(arrivalNs);
      sequences.add(packet.sequenceNumber());
    }

    @Override
    public void rtcp(ByteBuffer buffer, int offset, int length, long arrivalNs) {
      rtcp.incrementAndGet();
    }

    @Override
    public void captureDropped(long packets) {
      dropped.addAndGet(packets);
    }

    @Override
    public void close() {
      closed = true;
    }

    public StreamIdentity identity() {
      return identity;
    }

    public List<Integer> sequences() {
      return sequences;
    }

    public List<Long> arrivals() {
      return arrivals;
    }

    public int rtcp() {
      return rtcp.get();
    }

    public long dropped() {
      return dropped.get();
    }

    public boolean closed() {
      return closed;
    }
  }

  /** One transport stream without RTP. */
  public static final class TransportStream implements TransportStreamObserver {
    private final StreamIdentity identity;
    private final List<Long> arrivals = new CopyOnWriteArrayList<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    TransportStream(StreamIdentity identity) {
      this.identity = identity;
    }

    @Override
    public void datagram(
        ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs) {
      arrivals.add(arrivalNs);
    }

    @Override
    public void captureDropped(long packets) {
      dropped.addAndGet(packets);
    }

    @Override
    public void close() {
      closed = true;
    }

    public StreamIdentity identity() {
      return identity;
    }

    public List<Long> arrivals() {
      return arrivals;
    }

    public long dropped() {
      return dropped.get();
    }

    public boolean closed() {
      return closed;
    }
  }

  @Override
  public StreamObserver open(StreamIdentity identity) {
    Stream stream = new Stream(identity);
    streams.add(stream);
    return stream;
  }

  @Override
  public TransportStreamObserver openTransportStream(StreamIdentity identity) {
    TransportStream stream = new TransportStream(identity);
    transportStreams.add(stream);
    return stream;
  }

  /** The transport streams without RTP in the order in which they were opened. */
  public List<TransportStream> transportStreams() {
    return transportStreams;
  }

  /** The streams in the order in which they were opened. */
  public List<Stream> all() {
    return streams;
  }
}
