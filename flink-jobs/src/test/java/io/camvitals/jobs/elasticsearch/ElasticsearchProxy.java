package io.camvitals.jobs.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.camvitals.dashboards.ElasticsearchUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server before a real Elasticsearch that refuses some requests or documents. */
final class ElasticsearchProxy implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ElasticsearchUrl target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();

  /** Status of the answer to so many of the next requests. */
  final AtomicInteger refusedRequests = new AtomicInteger();

  volatile int refusal = 503;

  /** So many of the next documents are said to be refused with 429. */
  final AtomicInteger refusedDocuments = new AtomicInteger();

  /** Requests that came. */
  final AtomicInteger bulkRequests = new AtomicInteger();

  ElasticsearchProxy(ElasticsearchUrl target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  ElasticsearchUrl url() {
    return ElasticsearchUrl.parse("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean bulk = exchange.getRequestURI().getPath().endsWith("_bulk");
      if (bulk) {
        bulkRequests.incrementAndGet();
      }
      if (refusedRequests.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        answer(
            exchange,
            refusal,
            "{\"error\":{\"type\":\"test_exception\",\"reason\":\"as told\"},\"status\":"
                + refusal
                + "}");
        return;
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      for (String header : new String[] {"Content-Type", "Content-Encoding", "Accept"}) {
        String value = exchange.getRequestHeaders().getFirst(header);
        if (value != null) {
          request.header(header, value);
        }
      }
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      answer(
          exchange,
          response.statusCode(),
          bulk && response.statusCode() == 200 ? refuse(response.body()) : response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String refuse(String bulkResponse) throws IOException {
    JsonNode root = MAPPER.readTree(bulkResponse);
    ArrayNode items = (ArrayNode) root.get("items");
    for (JsonNode item : items) {
      if (refusedDocuments.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        var index = (com.fasterxml.jackson.databind.node.ObjectNode) item.get("index");
        index.put("status", 429);
        index
            .putObject("error")
            .put("type", "es_rejected_execution_exception")
            .put("reason", "full");
      }
    }
    return root.toString();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8");
    exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
