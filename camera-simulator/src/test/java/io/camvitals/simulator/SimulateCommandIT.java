package io.camvitals.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camvitals.simulator.media.TestClips;
import io.camvitals.simulator.rtsp.RtspTestClient;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a process of its own. */
class SimulateCommandIT {
  @TempDir private Path directory;
  private Path plan;
  private Path messages;
  private Process process;
  private BufferedReader output;

  @BeforeEach
  void writePlan() throws IOException {
    TestClips.small();
    messages = directory.resolve("stderr");
    plan = directory.resolve("plan.yml");
    Files.writeString(plan, "cameras: [{id: a, faults: [random-loss]}, {id: b, transport: tcp}]");
  }

  @AfterEach
  void endProcess() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  private void start(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SimulateCommand.class.getName(),
                "--cache",
                TestClips.DIRECTORY.toString()));
    command.addAll(List.of(arguments));
    process = new ProcessBuilder(command).redirectError(messages.toFile()).start();
    output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private JsonNode event() throws IOException {
    String line = output.readLine();
    assertThat(line).as(Files.readString(messages)).isNotNull();
    return new ObjectMapper().readTree(line);
  }

  private void tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private int exitCode() throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
    return process.exitValue();
  }

  @Test
  void itListensQuiescesAndStopsAsTold() throws Exception {
    Path truth = directory.resolve("truth.jsonl");
    start("--plan", plan.toString(), "--port", "0", "--truth", truth.toString());
    JsonNode listening = event();
    int port = listening.get("port").asInt();
    assertThat(listening.get("event").asText()).isEqualTo("listening");
    assertThat(listening.get("cameras").toString())
        .isEqualTo(
            ("[{'id':'a','url':'rtsp://127.0.0.1:PORT/a','transport':'udp',"
                    + "'resolution':'640x360','faults':['random-loss']},"
                    + "{'id':'b','url':'rtsp://127.0.0.1:PORT/b','transport':'tcp',"
                    + "'resolution':'640x360','faults':[]}]")
                .replace('\'', '"')
                .replace("PORT", Integer.toString(port)));

    String url = "rtsp://127.0.0.1:" + port + "/a";
    try (RtspTestClient client = new RtspTestClient(port)) {
      String session =
          client
              .ask("SETUP", url, "Transport", "RTP/AVP/TCP;unicast;interleaved=0-1")
              .header("Session")
              .orElseThrow()
              .split(";", 2)[0];
      client.ask("PLAY", url, "Session", session);
      while (client.frames().size() < 100) {
        client.receive();
      }
      tell("quiesce");
      assertThat(event().toString()).isEqualTo("{\"event\":\"quiesced\"}");
      long sent = sent(truth);
      assertThat(sent).isGreaterThanOrEqualTo(90);
      assertThat(client.ask("GET_PARAMETER", url, "Session", session).status()).isEqualTo(200);
      assertThat(sent(truth)).isEqualTo(sent);
      tell("stop");
      assertThat(exitCode()).isZero();
    }
    assertThat(output.readLine()).isNull();
  }

  private static long sent(Path truth) throws IOException {
    long sent = 0;
    for (String line : Files.readAllLines(truth)) {
      sent += new ObjectMapper().readTree(line).get("packets_sent").asLong();
    }
    return sent;
  }

  @Test
  void sigtermSaysGoodbyeAndEndsIt() throws Exception {
    start("--plan", plan.toString(), "--port", "0");
    int port = event().get("port").asInt();
    try (RtspTestClient client = new RtspTestClient(port)) {
      assertThat(client.ask("OPTIONS", "*").status()).isEqualTo(200);
      process.destroy();
      boolean ended = false;
      while (!ended) {
        try {
          client.receive();
        } catch (EOFException | SocketException e) {
          ended = true;
        }
      }
    }
    // 128 + SIGTERM, as a process has that was ended by a signal.
    assertThat(exitCode()).isEqualTo(143);
    assertThat(Files.readString(messages)).doesNotContain("Exception");
  }

  @Test
  void itEndsByItself() throws Exception {
    start("--plan", plan.toString(), "--port", "0", "--duration", "300ms");
    assertThat(event().get("event").asText()).isEqualTo("listening");
    assertThat(exitCode()).isZero();
  }

  @Test
  void aPortInUseIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      start("--plan", plan.toString(), "--port", port);
      assertThat(exitCode()).isEqualTo(1);
      assertThat(Files.readString(messages))
          .contains(
              "simulate: port " + port + " on 127.0.0.1 cannot be had: Address already in use.")
          .contains("--port 0");
    }
  }

  @Test
  void aTruthThatCannotBeWrittenIsSaid() throws Exception {
    String truth = directory.resolve("no-such-directory").resolve("truth").toString();
    start("--plan", plan.toString(), "--port", "0", "--truth", truth);
    assertThat(exitCode()).isEqualTo(1);
    assertThat(Files.readString(messages))
        .contains("simulate: " + truth + " cannot be written: its folder is not there");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cameras 0 | --cameras must be 1 to 1000, but is 0",
        "--port 70000 | --port must be 0 to 65535, but is 70000",
        "--plan no-such.yml | no-such.yml: there is no such file",
        "--fault cam-9=frozen | --fault cam-9=frozen: must be CAMERA=NAME with a camera that there is",
        "--fault cam-1=rain | --fault cam-1=rain: is none of random-loss",
        "--duration soon | must be a time like 90s or 5min, but is 'soon'",
        "--speed 3 | Unknown options: '--speed'"
      })
  void wrongUsageIsSaid(String arguments, String message) throws Exception {
    start(arguments.split(" ", -1));
    assertThat(exitCode()).isEqualTo(2);
    assertThat(Files.readString(messages)).contains(message);
  }

  @Test
  void moreCamerasThanThePlanHasAreRefused() throws Exception {
    start("--plan", plan.toString(), "--cameras", "3");
    assertThat(exitCode()).isEqualTo(2);
    assertThat(Files.readString(messages)).contains("--cameras 3: the plan has 2 cameras only");
  }
}
