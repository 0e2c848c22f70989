package io.camvitals.dashboards;

import io.camvitals.event.document.DocumentKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The index templates of Camvitals: with them every index has explicit mappings from its first
 * document on. Installing is idempotent: what is there is replaced by the same.
 */
public final class IndexTemplates {
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
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("the resource " + file + " cannot be read", e);
      }
    }
  }

  private static final String PART = "/_component_template/";

  static final List<Template> TEMPLATES =
      Stream.concat(
              Stream.of("settings", "ecs", "stream")
                  .map(part -> new Template(PART, "camvitals-" + part)),
              Stream.of(DocumentKind.values())
                  .map(kind -> new Template("/_index_template/", kind.template())))
          .toList();

  private IndexTemplates() {}

  /**
   * Installs all templates. Waits for an Elasticsearch that is not there yet, or that is
   * overloaded, until the deadline has passed.
   *
   * @throws IndexTemplateException when Elasticsearch refuses a template, or the deadline passes,
   *     or the thread is interrupted; the message names the URL and the last cause
   */
  public static void install(ElasticsearchUrl elasticsearch, Duration deadline) {
    ElasticsearchPut elasticsearchPut = new ElasticsearchPut(elasticsearch, deadline);
    for (Template template : TEMPLATES) {
      elasticsearchPut.put("the template " + template.name(), template.path(), template.json(), "");
    }
  }

  /**
   * Makes an index, so that its first document need not wait for it; one that is there stays as it
   * is. The templates must be there.
   *
   * @throws IndexTemplateException as {@link #install}
   */
  public static void createIndex(ElasticsearchUrl elasticsearch, String name, Duration deadline) {
    new ElasticsearchPut(elasticsearch, deadline)
        .put("the index " + name, "/" + name, "{}", "resource_already_exists_exception");
  }
}
