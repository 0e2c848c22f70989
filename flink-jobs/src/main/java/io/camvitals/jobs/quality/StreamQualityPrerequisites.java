package io.camvitals.jobs.quality;

import io.camvitals.dashboards.ElasticsearchUrl;
import io.camvitals.dashboards.IndexTemplateException;
import io.camvitals.dashboards.IndexTemplates;
import io.camvitals.event.TopicInstallationException;
import io.camvitals.event.TopicInstaller;
import io.camvitals.event.document.DocumentKind;
import java.time.Duration;
import java.time.Instant;

/**
 * What must be there before the stream-quality job runs: topics, index templates, today's indices.
 */
public final class StreamQualityPrerequisites {
  private StreamQualityPrerequisites() {}

  /**
   * Installs what is missing. The indices of the day are made here because the first windows would
   * otherwise wait for it.
   *
   * @param deadline for Elasticsearch to answer
   * @throws TopicInstallationException when Kafka does not take the topics
   * @throws IndexTemplateException when Elasticsearch does not take the templates or the indices
   */
  public static void install(
      String kafkaBootstrapServers, ElasticsearchUrl elasticsearch, Duration deadline)
      throws TopicInstallationException {
    TopicInstaller.install(kafkaBootstrapServers);
    IndexTemplates.install(elasticsearch, deadline);
    for (DocumentKind kind : DocumentKind.values()) {
      IndexTemplates.createIndex(elasticsearch, kind.index(Instant.now()), deadline);
    }
  }
}
