package io.camvitals.agent.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Serves {@code /metrics} and {@code /health}. */
public final class HealthServer implements AutoCloseable {
  private final HttpServer server;

  /**
   * Starts to serve.
   *
   * @param address the host's name or address, and the port; 0 takes any free one
   * @throws IOException when the address cannot be had; the message says what to change
   */
  public HealthServer(InetSocketAddress address, AgentFacts facts) throws IOException {
    try {
      server = HttpServer.create(address, 0);
    } catch (BindException e) {
      throw new IOException(
          "metrics and health cannot be served at "
              + address.getHostString()
              + ":"
              + address.getPort()
              + " ("
              + e.getMessage()
              + "); set agent.http_address and agent.http_port to what is free, or the port to 0",
          e);
    }
    MetricsPage metrics = new MetricsPage(facts);
    HealthPage health = new HealthPage(facts);
    serve("/metrics", PrometheusText.CONTENT_TYPE, metrics::text);
    serve("/health", "application/json", health::text);
    server.createContext("/", exchange -> answer(exchange, "", "", () -> ""));
    server.start();
  }

  private void serve(String path, String contentType, Supplier<String> page) {
    server.createContext(path, exchange -> answer(exchange, path, contentType, page));
  }

  private static void answer(
      HttpExchange exchange, String path, String contentType, Supplier<String> page)
      throws IOException {
    try (exchange) {
      boolean found = exchange.getRequestURI().getPath().equals(path);
      boolean get = exchange.getRequestMethod().equals("GET");
      int status = !found ? 404 : get ? 200 : 405;
      String text =
          status == 200 ? page.get() : "This is a Camvitals agent: GET /health, /metrics\n";
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", status == 200 ? contentType : "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  /** The port that is served. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
