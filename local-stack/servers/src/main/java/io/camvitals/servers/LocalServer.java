package io.camvitals.servers;

import java.nio.file.Path;

/** A real server that runs on this machine as a process of its own, with a folder of its own. */
public abstract sealed class LocalServer implements AutoCloseable
    permits ElasticsearchServer, KafkaServer {
  final ServerOptions options;
  final Ports ports;
  final ServerProcess process;

  LocalServer(String name, ServerOptions options, Ports ports) {
    this.options = options;
    this.ports = ports;
    this.process = new ServerProcess(name, options);
  }

  /**
   * Writes the configuration and starts the process; returns when it answers.
   *
   * @throws ServerException when it does not come up; the message quotes the end of its log
   */
  abstract void run();

  /** Runs it for the first time; nothing of it stays when that fails. */
  final void runOrAbandon() {
    try {
      run();
    } catch (ServerException e) {
      process.abandon();
      throw e;
    }
  }

  /** The port for clients. */
  public final int port() {
    return ports.client();
  }

  /** The process id of the node, or of its launcher. */
  public final long pid() {
    return process.pid();
  }

  /** Whether the node's process lives. */
  public final boolean isAlive() {
    return process.isAlive();
  }

  /** What the node says. */
  public final Path logFile() {
    return process.logFile();
  }

  /** Where the node keeps its data. */
  public final Path directory() {
    return process.directory();
  }

  /** Ends the node in order (SIGTERM). Its data stay until {@link #close}. */
  public final void stop() {
    process.stop();
  }

  /** Ends the node at once (SIGKILL). Its data stay until {@link #close}. */
  public final void kill() {
    process.kill();
  }

  /** Starts the node again with the same port and data; stops it first when it runs. */
  public final void restart() {
    process.stop();
    run();
  }

  /** Ends the node and deletes its data and log, unless they are to be kept. */
  @Override
  public final void close() {
    process.close();
  }
}
