package io.camvitals.dashboards;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The index templates of Camvitals: with them every index has explicit mappings from its first
 * document on. Installing is idempotent: what is there is replaced by the same.
 */
public final class IndexTemplates {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final int LONGEST_REASON = 500;

  /** A file and the API that takes it; the parts before what is composed of them. */
  record Template(String api, String name) {
    String path() {
      return api + name;
    }

    String json() {
      String file = "elasticsearch/" + name + ".json";
      try (InputStream in = IndexTemplates.class.getResourceAsStream(file)) {
        if (in == null) {
          throw new IllegalStateException("the resource " + file + " is missing");
        }
        return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("the resource " + file + " cannot be read", e);
      }
    }
  }

  static final List<Template> TEMPLATES =
      List.of(
          new Template("/_component_template/", "camvitals-settings"),
          new Template("/_component_template/", "camvitals-ecs"),
          new Template("/_index_template/", "camvitals-stream-quality"));

  private IndexTemplates() {}

  /**
   * Installs all templates. Waits for an Elasticsearch that is not there yet, or that is
   * overloaded, until the deadline has passed.
   *
   * @throws IndexTemplateException when Elasticsearch refuses a template, or the deadline passes,
   *     or the thread is interrupted; the message names the URL and the last cause
   */
  public static void install(ElasticsearchUrl elasticsearch, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    for (Template template : TEMPLATES) {
      install(client, elasticsearch, template, end);
    }
  }

  private static void install(
      HttpClient client, ElasticsearchUrl elasticsearch, Template template, long end) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      String reason;
      IOException cause = null;
      try {
        Optional<String> refusal = put(client, elasticsearch, template);
        if (refusal.isEmpty()) {
          return;
        }
        reason = refusal.get();
      } catch (IOException e) {
        reason = "it does not answer (" + e + ")";
        cause = e;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failure(elasticsearch, template, "interrupted", e);
      }
      if (System.nanoTime() + pause.toNanos() >= end) {
        throw failure(elasticsearch, template, reason, cause);
      }
      sleep(pause, elasticsearch, template);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  /** Why to try again later; empty when the template is there. */
  private static Optional<String> put(
      HttpClient client, ElasticsearchUrl elasticsearch, Template template)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(elasticsearch.resolve(template.path()))
            .timeout(REQUEST_TIMEOUT)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(template.json()));
    elasticsearch.authorization().ifPresent(value -> request.header("Authorization", value));
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    int status = response.statusCode();
    if (status / 100 == 2) {
      return Optional.empty();
    }
    String body = response.body();
    String reason =
        "it answers " + status + ": " + body.substring(0, Math.min(body.length(), LONGEST_REASON));
    if (status == 429 || status >= 500) {
      return Optional.of(reason);
    }
    throw failure(elasticsearch, template, reason, null);
  }

  private static void sleep(Duration pause, ElasticsearchUrl elasticsearch, Template template) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(elasticsearch, template, "interrupted", e);
    }
  }

  private static IndexTemplateException failure(
      ElasticsearchUrl elasticsearch, Template template, String reason, Throwable cause) {
    return new IndexTemplateException(
        "Elasticsearch at "
            + elasticsearch
            + " does not take the template "
            + template.name()
            + ": "
            + reason,
        cause);
  }
}
