package io.camvitals.simulator.stream;

import io.camvitals.protocol.video.CaptureTimeSei;
import io.camvitals.simulator.fault.FaultTimeline;
import io.camvitals.simulator.fault.PacketFate;
import io.camvitals.simulator.fault.PacketFaults;
import io.camvitals.simulator.media.ClipSet;
import io.camvitals.simulator.plan.Fault;
import io.camvitals.simulator.truth.PacketTruth;
import io.camvitals.simulator.truth.StreamTruth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Sends a camera's video to one client, from PLAY to the end of the session: makes frames at the
 * camera's pace, spreads their packets over the frame time, lets the plan's faults befall them, and
 * tells the truth about each.
 *
 * <p>What befalls a packet depends on the seed and on the time at which it was to be made, not on
 * when the machine came round to it. All methods belong to the timers' thread.
 */
public final class StreamSender {
  /** Largest RTP payload in bytes, so that a packet fits an Ethernet frame with room to spare. */
  static final int PAYLOAD_LIMIT = 1400;

  private static final long REPORT_INTERVAL_NS = 2_000_000_000;
  private static final long LONGEST_LAG_NS = 1_000_000_000;
  private static final long DEAD_INTERVAL_NS = 40_000_000;

  private final Camera camera;
  private final FaultTimeline timeline;
  private final Timers timers;
  private final PacketPath path;
  private final Runnable died;
  private final PacketFaults faults;
  private final FrameSource frames;
  private final H264Payloads payloads = new H264Payloads(PAYLOAD_LIMIT);
  private final CaptureTimeSei sei = CaptureTimeSei.forH264();
  private final RtpStream stream;
  private final StreamTruth truth;
  private final DelayQueue queue = new DelayQueue();
  private final Consumer<OutgoingPacket> out = this::send;
  private final long epochMinusTimerNs;

  private CameraClock clock;
  private SenderReports reports;
  private State state = State.READY;
  private long frameNumber;
  private long nextFrameNs;
  private long mediaNs;
  private long restartsDone;
  private long lastDueNs;
  private long pumpAtNs = Long.MAX_VALUE;

  private enum State {
    READY,
    PLAYING,
    QUIET,
    CLOSED
  }

  /**
   * A stream that has not begun.
   *
   * @param session id of the session, for the truth
   * @param random the source of all chance in this stream
   * @param epochNs the time of day now: nanoseconds since 1970
   * @param died is called when the camera dies so that its connections are lost
   */
  public StreamSender(
      Camera camera,
      String session,
      SplittableRandom random,
      Timers timers,
      long epochNs,
      PacketPath path,
      Runnable died) {
    this.camera = camera;
    this.timeline = camera.timeline();
    this.timers = timers;
    this.path = path;
    this.died = died;
    this.epochMinusTimerNs = epochNs - timers.nanoTime();
    this.stream = new RtpStream(random.split());
    this.faults = new PacketFaults(timeline.faults(), random.split());
    this.frames = new FrameSource(camera.clips());
    this.truth =
        new StreamTruth(
            camera.plan().id(),
            session,
            stream.ssrc(),
            path.keepsOrder() ? "tcp" : "udp",
            stream.sequence());
  }

  public StreamTruth truth() {
    return truth;
  }

  public int ssrc() {
    return stream.ssrc();
  }

  /** Sequence number that the first packet has, 0 to 65535. */
  public int firstSequenceNumber() {
    return (int) (stream.sequence() & 0xffff);
  }

  /** RTP timestamp that the first packet has. */
  public int firstTimestamp() {
    return stream.timestamp(0);
  }

  /** Begins to send; does nothing when it has begun already. */
  public void play() {
    if (state != State.READY) {
      return;
    }
    state = State.PLAYING;
    long now = timers.nanoTime();
    camera.played(now);
    nextFrameNs = now;
    restartsDone = timeline.restartsBy(camera.planTime(now));
    clock = new CameraClock(now, now + epochMinusTimerNs);
    reports = new SenderReports(stream, clock, camera.plan().id() + "@camvitals");
    frame();
    report();
  }

  /** Makes no more packets; those that were made still leave at their time. */
  public void quiesce() {
    if (state != State.CLOSED) {
      state = State.QUIET;
      pump();
    }
  }

  /** Whether nothing that was made still waits to leave. */
  public boolean idle() {
    return queue.isEmpty() && path.idle();
  }

  /** Ends the stream: what still waits will never leave. */
  public void close(boolean sayGoodbye) {
    if (state == State.CLOSED) {
      return;
    }
    if (sayGoodbye && reports != null) {
      path.sendRtcp(reports.goodbye(timers.nanoTime()));
    }
    state = State.CLOSED;
    queue.flush(packet -> packet.truth().dropped());
  }

  private void frame() {
    if (state != State.PLAYING) {
      return;
    }
    long now = timers.nanoTime();
    if (now - nextFrameNs > LONGEST_LAG_NS) {
      skip(now - nextFrameNs);
    }
    long planTime = camera.planTime(nextFrameNs);
    truth.faults(timeline.namesAt(planTime));
    Optional<Fault.DeathMode> death = timeline.deathAt(planTime);
    if (death.isPresent()) {
      dead(death.get());
      return;
    }
    restart(timeline.restartsBy(planTime));
    double rate = timeline.clockRateAt(planTime);
    clock.set(nextFrameNs, mediaNs, rate);
    FrameSource.Frame frame = frames.next(timeline.clipAt(planTime));
    long nextNs = clock.after(nextFrameNs, frame.durationNs());
    make(frame, nextNs - nextFrameNs);
    mediaNs += frame.durationNs();
    nextFrameNs = nextNs;
    timers.at(nextFrameNs, this::frame);
    pump();
  }

  private void dead(Fault.DeathMode mode) {
    truth.dead();
    if (mode == Fault.DeathMode.CLOSED) {
      died.run();
      return;
    }
    skip(DEAD_INTERVAL_NS);
    timers.at(nextFrameNs, this::frame);
  }

  /** Lets time pass without frames. */
  private void skip(long durationNs) {
    frames.cut();
    nextFrameNs += durationNs;
    mediaNs += durationNs;
  }

  private void restart(long wanted) {
    if (wanted > restartsDone) {
      restartsDone = wanted;
      queue.flush(out);
      stream.restart();
      truth.restarted(stream.sequence());
    }
  }

  private void make(FrameSource.Frame frame, long frameTimeNs) {
    truth.frame();
    List<byte[]> parts = payloads.of(accessUnit(frame));
    int timestamp = stream.timestamp(mediaNs);
    double spacingNs = camera.plan().spread() * frameTimeNs / parts.size();
    for (int i = 0; i < parts.size(); i++) {
      long dueNs = nextFrameNs + Math.round(i * spacingNs);
      packet(parts.get(i), timestamp, i == parts.size() - 1, dueNs);
    }
    frameNumber++;
  }

  private List<byte[]> accessUnit(FrameSource.Frame frame) {
    ClipSet clips = camera.clips();
    List<byte[]> units = new ArrayList<>();
    if (frame.keyFrame()) {
      units.add(clips.sequenceParameterSet());
      units.add(clips.pictureParameterSet());
    }
    units.add(sei.nalUnit(frameNumber, clock.epochNs(mediaNs)));
    units.addAll(frame.slices());
    return units;
  }

  private void packet(byte[] payload, int timestamp, boolean marker, long plannedNs) {
    PacketFate fate = faults.next(camera.planTime(plannedNs));
    long number = stream.sequence();
    OutgoingPacket packet =
        new OutgoingPacket(
            stream.next(payload, timestamp, marker),
            truth.packet(number, payload.length, fate.delayNs()));
    if (fate.lost()) {
      packet.truth().dropped();
      return;
    }
    long dueNs = plannedNs + fate.delayNs();
    if (path.keepsOrder()) {
      dueNs = Math.max(dueNs, lastDueNs);
      lastDueNs = dueNs;
    }
    queue.add(dueNs, packet, fate.overtakers());
    if (fate.duplicated()) {
      packet.truth().duplicated();
      queue.add(dueNs, packet, 0);
    }
  }

  /** Sends what is due, and sees to it that the rest is sent in time. */
  private void pump() {
    if (state == State.CLOSED) {
      return;
    }
    long now = timers.nanoTime();
    if (now >= pumpAtNs) {
      pumpAtNs = Long.MAX_VALUE;
    }
    queue.release(now, out);
    long next = queue.nextDueNs();
    if (next == Long.MAX_VALUE && state == State.QUIET) {
      queue.releaseHeld(out);
    } else if (next < pumpAtNs) {
      pumpAtNs = next;
      timers.at(next, this::pump);
    }
  }

  private void send(OutgoingPacket packet) {
    PacketTruth told = packet.truth();
    path.sendRtp(packet.bytes(), told);
  }

  private void report() {
    if (state != State.PLAYING) {
      return;
    }
    long now = timers.nanoTime();
    if (timeline.deathAt(camera.planTime(now)).isEmpty()) {
      path.sendRtcp(reports.report(now));
    }
    timers.at(now + REPORT_INTERVAL_NS, this::report);
  }
}
