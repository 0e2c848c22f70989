package io.camvitals.jobs.elasticsearch;

import io.camvitals.jobs.deadletter.DeadLetterPublisher;
import io.camvitals.jobs.deadletter.DeadLetters;
import io.camvitals.jobs.deadletter.RepeatedWarning;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps documents until Elasticsearch has taken or refused them. A document that cannot be written
 * now waits; while Elasticsearch is away all wait, and one request at a time tries whether it is
 * back. A document that is refused ends as a dead letter. None is ever dropped.
 *
 * <p>{@link #submit} and {@link #inFlight} may be called by any thread; everything else happens in
 * the sender's own.
 */
final class BulkSender implements AutoCloseable {
  /** Documents of one request. */
  static final int MAXIMUM_BATCH = 500;

  private static final String STAGE = "elasticsearch";
  private static final Logger LOG = LoggerFactory.getLogger(BulkSender.class);

  /** Documents that were handed over together. */
  private static final class Submission {
    private final ResultHandler<BulkDocument> result;
    private int remaining;

    Submission(int documents, ResultHandler<BulkDocument> result) {
      this.remaining = documents;
      this.result = result;
    }

    void delivered() {
      if (--remaining == 0) {
        result.complete();
      }
    }
  }

  private record Pending(BulkDocument document, Submission submission) {}

  private final BulkClient client;
  private final Runnable preparation;
  private final DeadLetterPublisher deadLetters;
  private final DocumentCounters counters;
  private final Backoff backoff;
  private final RepeatedWarning warning = new RepeatedWarning(LOG);
  private final Set<BulkDocument> inFlight = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread own = new Thread(task, "elasticsearch-sender");
            own.setDaemon(true);
            return own;
          });

  private final ArrayDeque<Pending> waiting = new ArrayDeque<>();
  private boolean prepared;
  private boolean reachable;
  private boolean retryUnderWay;
  private int failures;

  /**
   * A sender.
   *
   * @param preparation runs, again and again until it succeeds, before the first document is sent
   */
  BulkSender(
      BulkClient client,
      Runnable preparation,
      DeadLetterPublisher deadLetters,
      DocumentCounters counters,
      Backoff backoff) {
    this.client = client;
    this.preparation = preparation;
    this.deadLetters = deadLetters;
    this.counters = counters;
    this.backoff = backoff;
  }

  /**
   * Takes documents over.
   *
   * @param result is told when each of them is written, superseded or a dead letter; it fails only
   *     on what no retry can mend, a client that has broken down
   */
  void submit(List<BulkDocument> documents, ResultHandler<BulkDocument> result) {
    Submission submission = new Submission(documents.size(), result);
    List<Pending> batch = documents.stream().map(d -> new Pending(d, submission)).toList();
    inFlight.addAll(documents);
    counters.sent(documents.size());
    thread.execute(
        () -> {
          if (reachable) {
            send(batch, false);
          } else {
            waiting.addAll(batch);
            retryAfter(0);
          }
        });
  }

  /** The documents that were taken over and are neither written nor refused. */
  List<BulkDocument> inFlight() {
    return List.copyOf(inFlight);
  }

  private void send(List<Pending> batch, boolean isRetry) {
    then(
        client.send(batch.stream().map(Pending::document).toList(), Instant.now()),
        batch,
        (outcomes, failure) -> {
          if (failure == null) {
            answered(batch, outcomes, isRetry);
          } else {
            failed(batch, failure, isRetry);
          }
        });
  }

  /** Goes on in the sender's thread; what goes wrong there is not swallowed. */
  private <T> void then(
      CompletableFuture<T> future, List<Pending> batch, BiConsumer<T, Throwable> next) {
    future
        .handleAsync(
            (value, failure) -> {
              next.accept(value, failure instanceof CompletionException e ? e.getCause() : failure);
              return null;
            },
            thread)
        .exceptionally(
            defect -> {
              Exception cause = new IllegalStateException("The Elasticsearch sink failed", defect);
              batch.forEach(pending -> pending.submission.result.completeExceptionally(cause));
              return null;
            });
  }

  private void answered(List<Pending> batch, List<BulkOutcome> outcomes, boolean isRetry) {
    List<Pending> postponed = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (!deliver(batch.get(i), outcomes.get(i))) {
        postponed.add(batch.get(i));
      }
    }
    settle(postponed, true, isRetry);
  }

  private void failed(List<Pending> batch, Throwable failure, boolean isRetry) {
    BulkOutcome outcome = BulkClient.outcome(failure);
    List<Pending> postponed = batch.stream().filter(pending -> !deliver(pending, outcome)).toList();
    settle(postponed, postponed.isEmpty(), isRetry);
  }

  /** False when the document is to be sent again. */
  private boolean deliver(Pending pending, BulkOutcome outcome) {
    if (outcome instanceof BulkOutcome.Postponed later) {
      warning.warn("Elasticsearch does not take documents now: {}", later.reason());
      return false;
    }
    if (outcome instanceof BulkOutcome.Rejected refusal) {
      refuse(pending, refusal);
      return true;
    }
    if (outcome instanceof BulkOutcome.Superseded) {
      counters.superseded();
    } else {
      counters.accepted();
    }
    delivered(pending);
    return true;
  }

  private void refuse(Pending pending, BulkOutcome.Rejected refusal) {
    warning.warn("Elasticsearch refuses a document for good: {}", refusal.reason());
    BulkDocument document = pending.document;
    then(
        deadLetters.publish(
            DeadLetters.ofDocument(
                STAGE,
                refusal.reason(),
                document.index() + '/' + document.id(),
                document.source())),
        List.of(pending),
        (ignored, failure) -> {
          if (failure == null) {
            counters.rejected(refusal.type());
            delivered(pending);
          } else {
            warning.warn("A dead letter cannot be written: {}", failure.toString());
            settle(List.of(pending), reachable, false);
          }
        });
  }

  private void delivered(Pending pending) {
    inFlight.remove(pending.document);
    pending.submission.delivered();
  }

  private void settle(List<Pending> postponed, boolean answers, boolean isRetry) {
    reachable = answers;
    waiting.addAll(postponed);
    retryUnderWay &= !isRetry;
    if (!postponed.isEmpty()) {
      failures++;
      counters.retried(postponed.size());
    } else if (isRetry) {
      failures = 0;
    }
    if (!waiting.isEmpty()) {
      retryAfter(failures == 0 ? 0 : backoff.waitMs(failures));
    }
  }

  private void retryAfter(long waitMs) {
    if (!retryUnderWay) {
      retryUnderWay = true;
      var unused = thread.schedule(this::retry, waitMs, TimeUnit.MILLISECONDS);
    }
  }

  private void retry() {
    List<Pending> batch = new ArrayList<>();
    while (batch.size() < MAXIMUM_BATCH && !waiting.isEmpty()) {
      batch.add(waiting.poll());
    }
    if (!prepared) {
      try {
        preparation.run();
        prepared = true;
      } catch (RuntimeException e) {
        warning.warn("{}", e.getMessage());
        settle(batch, false, true);
        return;
      }
    }
    send(batch, true);
  }

  @Override
  public void close() throws IOException {
    thread.shutdownNow();
    client.close();
  }
}
