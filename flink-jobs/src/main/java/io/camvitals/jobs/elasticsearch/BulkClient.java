package io.camvitals.jobs.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.TransportException;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import io.camvitals.dashboards.ElasticsearchUrl;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** One bulk request at a time or several, and what came of each document. Thread-safe. */
final class BulkClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 5_000;
  private static final int ANSWER_TIMEOUT_MS = 30_000;
  // Below the answer's timeout: a shard that is not there is reported, and not waited for.
  private static final String SHARD_TIMEOUT = "10s";

  private final RestClientTransport transport;
  private final ElasticsearchAsyncClient client;

  BulkClient(ElasticsearchUrl url) {
    RestClientBuilder builder =
        RestClient.builder(HttpHost.create(url.base().resolve("/").toString().replaceAll("/$", "")))
            .setCompressionEnabled(true)
            .setDefaultHeaders(
                url.authorization().stream()
                    .map(value -> new BasicHeader("Authorization", value))
                    .toArray(Header[]::new))
            .setRequestConfigCallback(
                request ->
                    request
                        .setConnectTimeout(CONNECT_TIMEOUT_MS)
                        .setSocketTimeout(ANSWER_TIMEOUT_MS));
    if (!url.base().getPath().isEmpty()) {
      builder.setPathPrefix(url.base().getPath());
    }
    this.transport = new RestClientTransport(builder.build(), new JacksonJsonpMapper());
    this.client = new ElasticsearchAsyncClient(transport);
  }

  /**
   * Sends documents, each with {@code event.ingested}.
   *
   * @return the outcomes in the order of the documents; fails when the request as a whole did
   */
  CompletableFuture<List<BulkOutcome>> send(List<BulkDocument> documents, Instant ingested) {
    BulkRequest.Builder request = new BulkRequest.Builder().timeout(t -> t.time(SHARD_TIMEOUT));
    for (BulkDocument document : documents) {
      BinaryData source =
          BinaryData.of(document.sourceIngestedAt(ingested), ContentType.APPLICATION_JSON);
      request.operations(
          operation ->
              operation.index(
                  index ->
                      index
                          .index(document.index())
                          .id(document.id())
                          .version(document.version())
                          .versionType(VersionType.ExternalGte)
                          .document(source)));
    }
    return client
        .bulk(request.build())
        .thenApply(response -> response.items().stream().map(BulkClient::outcome).toList());
  }

  private static BulkOutcome outcome(BulkResponseItem item) {
    ErrorCause error = item.error();
    if (error == null) {
      return BulkOutcome.of(item.status(), "", "");
    }
    ErrorCause cause = error.causedBy();
    String reason = error.reason() + (cause == null ? "" : ", caused by " + cause.reason());
    return BulkOutcome.of(item.status(), error.type(), reason);
  }

  /**
   * What a request that failed as a whole means for each of its documents. An Elasticsearch that is
   * away, or that does not let us in, says nothing about a document: it is postponed.
   *
   * @throws IllegalStateException when the client itself has broken down
   */
  static BulkOutcome outcome(Throwable failure) {
    if (failure instanceof ElasticsearchException e) {
      ErrorCause error = e.response().error();
      return outcome(e.status(), error.type(), String.valueOf(error.reason()));
    }
    if (failure instanceof TransportException e && e.response() != null) {
      return outcome(e.statusCode(), "http_" + e.statusCode(), String.valueOf(e.getMessage()));
    }
    if (failure instanceof IOException) {
      return new BulkOutcome.Postponed(failure.toString());
    }
    throw new IllegalStateException("The Elasticsearch client has broken down", failure);
  }

  private static BulkOutcome outcome(int status, String type, String reason) {
    boolean aboutTheDocuments = status == 400 || status == 413;
    return aboutTheDocuments
        ? BulkOutcome.of(status, type, reason)
        : new BulkOutcome.Postponed(status + " " + type + ": " + reason);
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
