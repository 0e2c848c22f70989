package io.camvitals.dashboards;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Puts things into Elasticsearch, waiting for one that is not there yet or is overloaded. */
final class ElasticsearchPut {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int LONGEST_REASON = 500;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final ElasticsearchUrl elasticsearch;
  private final long end;

  /**
   * @param deadline for all that is put, from now on
   */
  ElasticsearchPut(ElasticsearchUrl elasticsearch, Duration deadline) {
    this.elasticsearch = elasticsearch;
    this.end = System.nanoTime() + deadline.toNanos();
  }

  /**
   * Puts one thing.
   *
   * @param what it is, for the message of the exception
   * @param harmless an answer that holds this text is no refusal; empty for none
   * @throws IndexTemplateException when Elasticsearch refuses it, or the deadline passes, or the
   *     thread is interrupted; the message names the URL and the last cause
   */
  void put(String what, String path, String json, String harmless) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      String reason;
      IOException cause = null;
      try {
        Optional<String> refusal = attempt(what, path, json, harmless);
        if (refusal.isEmpty()) {
          return;
        }
        reason = refusal.get();
      } catch (IOException e) {
        reason = "it does not answer (" + e + ")";
        cause = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(what, "interrupted", e);
      }
      if (System.nanoTime() + pause.toNanos() >= end) {
        throw failure(what, reason, cause);
      }
      sleep(pause, what);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  /** Why to try again later; empty when it is there. */
  private Optional<String> attempt(String what, String path, String json, String harmless)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(elasticsearch.resolve(path))
            .timeout(REQUEST_TIMEOUT)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(json));
    elasticsearch.authorization().ifPresent(value -> request.header("Authorization", value));
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    int status = response.statusCode();
    String body = response.body();
    if (status / 100 == 2 || !harmless.isEmpty() && body.contains(harmless)) {
      return Optional.empty();
    }
    String reason =
        "it answers " + status + ": " + body.substring(0, Math.min(body.length(), LONGEST_REASON));
    if (status == 429 || status >= 500) {
      return Optional.of(reason);
    }
    throw failure(what, reason, null);
  }

  private void sleep(Duration pause, String what) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(what, "interrupted", e);
    }
  }

  private IndexTemplateException failure(String what, String reason, Throwable cause) {
    return new IndexTemplateException(
        "Elasticsearch at " + elasticsearch + " does not take " + what + ": " + reason, cause);
  }
}
