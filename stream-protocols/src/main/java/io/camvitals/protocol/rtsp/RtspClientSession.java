package io.camvitals.protocol.rtsp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Keeps one camera playing: connects, negotiates, keeps alive, and begins anew after a failure,
 * until closed.
 *
 * <p>{@link #run} occupies one thread for the session's life; the listener is called by that thread
 * alone. {@link #stop} and {@link #close} may be called by any.
 *
 * <p>A camera that redirects is followed, its password is given to the same host only. A refused
 * password is tried again only after a long time. With {@link TransportMode#AUTO} a camera that
 * refuses UDP, or sends nothing by it, is asked for TCP from then on; one that refuses TCP too is
 * asked for UDP again.
 */
public final class RtspClientSession implements Runnable, AutoCloseable {
  private static final int READ_BUFFER_BYTES = 64 * 1024;
  private static final Duration MARGIN_TO_END = Duration.ofMillis(500);

  private final RtspSessionSettings settings;
  private final UdpPorts udpPorts;
  private final RtspSessionListener listener;
  private final LongSupplier epochClock;
  private final RandomGenerator random;
  private final RetryPlan plan;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);

  private volatile boolean stopping;
  private volatile Selector selector;
  private volatile Thread thread;

  /** A session with the system's clock. */
  public RtspClientSession(
      RtspSessionSettings settings, UdpPorts udpPorts, RtspSessionListener listener) {
    this(settings, udpPorts, listener, RtspClientSession::systemClock, new Random());
  }

  /**
   * A session.
   *
   * @param epochClock nanoseconds since the Unix epoch, for times of arrival
   * @param random for jitter, nonces and the synchronisation source of reports
   */
  public RtspClientSession(
      RtspSessionSettings settings,
      UdpPorts udpPorts,
      RtspSessionListener listener,
      LongSupplier epochClock,
      RandomGenerator random) {
    this.settings = settings;
    this.udpPorts = udpPorts;
    this.listener = listener;
    this.epochClock = epochClock;
    this.random = random;
    this.plan = new RetryPlan(settings, random);
  }

  /** Plays until {@link #stop}, {@link #close} or an interrupt. To be called once. */
  @Override
  public void run() {
    thread = Thread.currentThread();
    try (Selector opened = Selector.open()) {
      selector = opened;
      while (!isStopping()) {
        Duration delay = attempt();
        if (!delay.isZero() && !isStopping()) {
          listener.reconnecting(delay);
          pause(delay);
        }
      }
    } catch (IOException e) {
      listener.disconnected("no selector: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }

  /** Asks the session to end, and returns at once. */
  public void stop() {
    stopping = true;
    Selector waiting = selector;
    if (waiting != null) {
      waiting.wakeup();
    }
  }

  /**
   * Ends the session and waits until TEARDOWN was answered or the time for it has passed. From the
   * session's own thread it does not wait.
   */
  @Override
  public void close() {
    stop();
    if (thread == null || thread == Thread.currentThread()) {
      return;
    }
    Duration patience = settings.timeouts().teardown().plus(MARGIN_TO_END);
    try {
      ended.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping || Thread.currentThread().isInterrupted();
  }

  /** One attempt; returns how long to wait before the next. */
  private Duration attempt() {
    RtspAttempt attempt =
        new RtspAttempt(
            settings, udpPorts, listener, epochClock, random, plan.target(), plan.tcp());
    IOException end = new SessionClosedException();
    try {
      attempt.run(selector, this::isStopping, readBuffer);
    } catch (IOException e) {
      end = e;
    } catch (RuntimeException e) {
      listener.internalError(e);
      end = new RtspSessionException("internal error: " + e.getClass().getSimpleName());
    }
    String reason = isStopping() ? "closed" : reason(end);
    if (end instanceof RtspAuthenticationException) {
      listener.authenticationFailed(reason);
    }
    listener.disconnected(reason);
    return plan.afterEnd(end, attempt.playedNs());
  }

  private static String reason(IOException end) {
    String message = end.getMessage();
    return message == null ? end.getClass().getSimpleName() : RtspUrl.withoutSecrets(message);
  }

  private void pause(Duration delay) throws IOException {
    long endNs = System.nanoTime() + delay.toNanos();
    long leftMs = delay.toMillis() + 1;
    while (leftMs > 0 && !isStopping()) {
      selector.select(leftMs);
      leftMs = TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime());
    }
  }

  private static long systemClock() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }
}
