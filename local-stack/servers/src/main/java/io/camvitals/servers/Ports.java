package io.camvitals.servers;

import java.util.function.Function;

/**
 * The two ports of a server.
 *
 * @param client for clients
 * @param internal for the server's talk with its like
 */
record Ports(int client, int internal) {
  private static final int ATTEMPTS = 5;

  /**
   * Starts a server on the wanted port, or on a free one. Between finding a port free and the
   * server's own bind someone else may take it; then another is tried.
   *
   * @throws ServerException when the wanted port is in use, or the server does not start
   */
  static <T> T start(String name, ServerOptions options, Function<Ports, T> starter) {
    if (options.port() != 0 && !FreePorts.isFree(options.port())) {
      throw new ServerException(
          "port " + options.port() + " of 127.0.0.1, wanted for " + name + ", is in use");
    }
    for (int attempt = 1; ; attempt++) {
      int client = options.port() == 0 ? FreePorts.next() : options.port();
      Ports ports = new Ports(client, FreePorts.next());
      try {
        return starter.apply(ports);
      } catch (ServerException e) {
        boolean portTaken = e.getMessage().contains("Address already in use");
        if (!portTaken || attempt == ATTEMPTS || !FreePorts.isFree(options.port())) {
          throw e;
        }
      }
    }
  }
}
