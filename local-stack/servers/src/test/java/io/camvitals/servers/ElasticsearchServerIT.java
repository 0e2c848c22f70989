package io.camvitals.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchServerIT {
  @TempDir Path temporary;

  @Test
  void twoNodesRunAtOnceAndLeaveNeitherProcessNorFile() throws Exception {
    // A temporary directory of JUnit's is closed to others, as root's home is.
    ServerOptions closed = ServerOptions.DEFAULTS.withDirectory(temporary.resolve("closed"));
    CompletableFuture<ElasticsearchServer> starting =
        CompletableFuture.supplyAsync(() -> ElasticsearchServer.start(closed));
    List<ProcessHandle> processes = new ArrayList<>();
    try (ElasticsearchServer one = ElasticsearchServer.start();
        ElasticsearchServer other = starting.join()) {
      put(one, "only-here");
      assertThat(get(one).statusCode()).isEqualTo(200);
      assertThat(get(other).statusCode()).isEqualTo(404);
      assertThat(other.logFile()).isNotEmptyFile();
      if (Unprivileged.isRoot()) {
        assertThat(Files.getAttribute(Path.of("/proc/" + other.pid()), "unix:uid"))
            .isEqualTo(65_534);
      }
      ProcessHandle launcher = ProcessHandle.of(other.pid()).orElseThrow();
      launcher.descendants().forEach(processes::add);
      assertThat(processes).isNotEmpty();
      processes.add(launcher);
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(temporary.resolve("closed")).doesNotExist();
    assertThat(FreePorts.isFree(starting.join().port())).isTrue();
  }

  @Test
  void whatWasWrittenIsThereAfterAKillAndARestartOnTheSamePort() throws Exception {
    try (ElasticsearchServer server = ElasticsearchServer.start()) {
      put(server, "before the kill");
      String url = server.url();

      server.kill();
      assertThat(server.isAlive()).isFalse();
      assertThat(FreePorts.isFree(server.port())).isTrue();
      server.restart();

      assertThat(server.url()).isEqualTo(url);
      assertThat(get(server).body()).contains("before the kill");
    }
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    int port = FreePorts.next();
    try (var taken =
        new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> ElasticsearchServer.start(ServerOptions.DEFAULTS.withPort(port)))
          .isInstanceOf(ServerException.class)
          .hasMessage("port " + port + " of 127.0.0.1, wanted for Elasticsearch, is in use");
    }
  }

  @Test
  void aNodeThatRefusesItsSettingsIsReportedWithTheEndOfItsLog() {
    Path log = temporary.resolve("elasticsearch.log");
    assertThatThrownBy(
            () ->
                ElasticsearchServer.start(
                    ServerOptions.DEFAULTS.withLogFile(log).withSetting("no.such.setting", "1")))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith(
            "Elasticsearch ended with status 1 before it answered; its log is " + log)
        .hasMessageContaining("unknown setting [no.such.setting]");
    assertThat(log).isNotEmptyFile();
  }

  private static void put(ElasticsearchServer server, String text) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/notes/_doc/1?refresh=true"))
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
  }

  private static HttpResponse<String> get(ElasticsearchServer server) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(server.url() + "/notes/_doc/1")).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
