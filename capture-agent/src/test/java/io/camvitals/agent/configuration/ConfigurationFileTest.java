package io.camvitals.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camvitals.protocol.rtsp.Credentials;
import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.rtsp.TransportMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
  private static final Path SHIPPED = Path.of("..", "camvitals.yml");

  private static AgentConfiguration parse(String... lines) throws ConfigurationException {
    return ConfigurationFile.parse(
        "camvitals.yml", String.join("\n", lines), Map.of("GATE_PASSWORD", "s3cr:t"));
  }

  private static String problems(String... lines) {
    return catchThrowableOfType(ConfigurationException.class, () -> parse(lines)).getMessage();
  }

  @Test
  void theShippedFileHoldsTheDefaults() throws Exception {
    assertThat(ConfigurationFile.load(SHIPPED, Map.of())).isEqualTo(parse(""));
  }

  @Test
  void theShippedFileIsRightWhenAllOfItIsPutToUse() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(SHIPPED)) {
      // What is commented out is a key or a list entry after its indentation; a sentence is not.
      String bare = line.replaceFirst("^( *)# ?", "$1");
      boolean key = bare.matches(" *(- )?[a-z0-9_.]+:( .*)?") && !bare.startsWith("Times");
      text.append(line.startsWith("cameras:") ? "cameras:" : key ? bare : "").append('\n');
    }
    AgentConfiguration all =
        ConfigurationFile.parse(
            "camvitals.yml",
            text.toString(),
            Map.of("GATE_PASSWORD", "secret", "KAFKA_JAAS_CONFIG", "secret"));
    assertThat(all.agent()).isEqualTo(parse("").agent());
    assertThat(all.batch()).isEqualTo(parse("").batch());
    assertThat(all.rtsp()).isEqualTo(parse("").rtsp());
    assertThat(all.kafka().queueDirectory()).contains(Path.of("/var/lib/camvitals/queue"));
    assertThat(all.kafka().queueDiskBytes()).isEqualTo(parse("").kafka().queueDiskBytes());
    assertThat(all.kafka().properties()).hasSize(3);
    assertThat(all.cameras()).hasSize(1);
    assertThat(all.capture().interfaces())
        .containsExactly(
            new LiveCaptureConfiguration("eth0", "udp or tcp or vlan", 64 << 20, 0, true, false));
    assertThat(all.capture().files()).hasSize(1);
    assertThat(all.capture().clockRates()).containsEntry(96, 90_000);
    assertThat(all.toString()).doesNotContain("secret");
  }

  @Test
  void credentialsInTheWrongPlaceAreMaskedToo() {
    assertThat(
            problems(
                "kafka: {bootstrap_servers: 'u:hunter2@h'}",
                "cameras:",
                "  - {id: 'rtsp://v:hunter2@h/x', url: 'rtsp://192.0.2.1/'}",
                "  - {id: a, url: 'rtsp://192.0.2.1/', 'rtsp://v:hunter2@h/x': 1}"))
        .contains("***@h")
        .doesNotContain("hunter2");
  }

  @Test
  void valuesHaveTypesAndUnits() throws Exception {
    AgentConfiguration configuration =
        parse(
            "agent: {site: dock, name: agent.7, http_port: 0, batch_age: 100ms}",
            "kafka:",
            "  bootstrap_servers: a:9092, b:9093",
            "  compression: zstd",
            "  queue_memory: 2MiB",
            "  queue_disk: 3GB",
            "rtsp: {timeout: 1min}",
            "cameras:",
            "  - {id: gate, url: 'rtsp://192.0.2.1/live', transport: tcp, enabled: false}");
    assertThat(configuration.agent())
        .isEqualTo(new AgentIdentity("dock", "agent.7", "127.0.0.1", 0));
    assertThat(configuration.batch().age()).isEqualTo(Duration.ofMillis(100));
    assertThat(configuration.kafka().bootstrapServers()).isEqualTo("a:9092, b:9093");
    assertThat(configuration.kafka().compression()).isEqualTo(KafkaConfiguration.Compression.ZSTD);
    assertThat(configuration.kafka().queueMemoryBytes()).isEqualTo(2 << 20);
    assertThat(configuration.kafka().queueDiskBytes()).isEqualTo(3_000_000_000L);
    assertThat(configuration.rtsp().timeout()).isEqualTo(Duration.ofSeconds(60));
    assertThat(configuration.cameras())
        .containsExactly(
            new CameraConfiguration(
                "gate", RtspUrl.parse("rtsp://192.0.2.1/live"), TransportMode.TCP, false));
  }

  @Test
  void credentialsComeFromTheEnvironmentOrTheUrlAndAreNeverShown() throws Exception {
    AgentConfiguration configuration =
        parse(
            "cameras:",
            "  - {id: a, url: 'rtsp://192.0.2.1/', username: viewer, password: '${GATE_PASSWORD}'}",
            "  - {id: b, url: 'rtsp://user:p%40ss+w@192.0.2.2:8554/x?y=1'}",
            "  - {id: c, url: 'rtsp://${HOST:-192.0.2.3}/'}");
    assertThat(configuration.cameras().get(0).url().credentials())
        .contains(new Credentials("viewer", "s3cr:t"));
    assertThat(configuration.cameras().get(1).url().credentials())
        .contains(new Credentials("user", "p@ss+w"));
    assertThat(configuration.cameras().get(1).url().requestUri())
        .isEqualTo("rtsp://192.0.2.2:8554/x?y=1");
    assertThat(configuration.cameras().get(2).url()).isEqualTo(RtspUrl.parse("rtsp://192.0.2.3/"));
    assertThat(configuration.toString())
        .doesNotContain("s3cr")
        .doesNotContain("p@ss")
        .doesNotContain("p%40ss");
  }

  @Test
  void everythingWrongIsSaidAtOnceWithPathAndLine() {
    assertThat(
            problems(
                    "agent:",
                    "  sits: dock",
                    "  http_port: 70000",
                    "kafka:",
                    "  compression: lz5",
                    "  queue_memory: 16",
                    "  linger: 5 seconds",
                    "cameras:",
                    "  - id: gate",
                    "    url: http://192.0.2.1/",
                    "  - id: gate",
                    "    url: rtsp://192.0.2.2/",
                    "    transport: upd",
                    "    password: x",
                    "    enabled: yes",
                    "  - url: rtsp://192.0.2.3/",
                    "    colour: red",
                    "  - gate",
                    "nonsense: 1",
                    "rtsp: fast")
                .lines())
        .containsExactly(
            "camvitals.yml:2: agent.sits: unknown key; did you mean site?",
            "camvitals.yml:3: agent.http_port: \"70000\" is not a whole number from 0 to 65535",
            "camvitals.yml:5: kafka.compression: \"lz5\" is none of none, gzip, snappy, lz4, zstd;"
                + " did you mean lz4?",
            "camvitals.yml:6: kafka.queue_memory: \"16\" is not a size from 1MiB to 1GiB (such as"
                + " 512KiB, 64MiB, 1GiB)",
            "camvitals.yml:7: kafka.linger: \"5 seconds\" is not a time from 0s to 1s (such as"
                + " 200ms, 5s, 1min)",
            "camvitals.yml:10: cameras[0].url: RTSP URL does not begin with rtsp://",
            "camvitals.yml:11: cameras[1].id: \"gate\" is the id of the camera on line 9 too",
            "camvitals.yml:13: cameras[1].transport: \"upd\" is none of udp, tcp, auto; did you"
                + " mean udp?",
            "camvitals.yml:14: cameras[1].password: needs a username beside it",
            "camvitals.yml:15: cameras[1].enabled: \"yes\" is neither true nor false",
            "camvitals.yml:16: cameras[2].id: is missing: a name of at most 64 letters, digits,"
                + " dots, hyphens and underscores",
            "camvitals.yml:17: cameras[2].colour: unknown key; known here: enabled, id, password,"
                + " transport, url, username",
            "camvitals.yml:18: cameras[3]: keys with values are expected, not a single value",
            "camvitals.yml:18: cameras[3].id: is missing: a name of at most 64 letters, digits,"
                + " dots, hyphens and underscores",
            "camvitals.yml:18: cameras[3].url: is missing: rtsp://host:port/path",
            "camvitals.yml:19: nonsense: unknown key; known here: agent, cameras, capture, kafka,"
                + " rtsp",
            "camvitals.yml:20: rtsp: keys with values are expected, not a single value");
  }

  @Test
  void aMessageNeverRepeatsCredentials() {
    assertThat(
            problems(
                "cameras:",
                "  - {id: a, url: 'rtsp://user:hunter2@192.0.2.1:70000/'}",
                "  - {id: b, url: 'http://user:hunter2@192.0.2.1/'}",
                "  - {id: c, url: 'rtsp://user:hunter2@[::/'}",
                "  - {id: d, url: 'rtsp://user:hunter2@h/', username: u, password: hunter2}"))
        .contains("a", "RTSP URL has a port that is not 1 to 65535", "keep one")
        .hasLineCount(4)
        .doesNotContain("hunter2");
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    assertThat(
            problems(
                "cameras:", "  - {id: a, url: 'rtsp://h/', username: u, password: '${NOT_SET}'}"))
        .isEqualTo(
            "camvitals.yml:2: cameras[0].password: the environment variable NOT_SET is not set");
  }

  @Test
  void aKeyThatStandsTwiceIsRefused() {
    assertThat(problems("agent:", "  site: a", "  name: b", "  site: c"))
        .isEqualTo("camvitals.yml:4: agent.site: stands twice; first on line 2");
  }

  @Test
  void whatIsNoYamlIsSaidWithItsLine() {
    assertThat(problems("agent:", "  site: [1, 2")).startsWith("camvitals.yml:2: is not YAML: ");
    assertThat(problems("- a list")).contains("keys with values are expected, not a list");
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsSaid(@TempDir Path directory) throws Exception {
    Path absent = directory.resolve("absent.yml");
    assertThatThrownBy(() -> ConfigurationFile.load(absent, Map.of()))
        .hasMessage(absent + ": there is no such file");
    Path binary = Files.write(directory.resolve("binary.yml"), new byte[] {(byte) 0xff, 0x20});
    assertThatThrownBy(() -> ConfigurationFile.load(binary, Map.of()))
        .hasMessage(binary + ": is not text in UTF-8");
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefusedWithAReason(@ForAll String text) {
    try {
      ConfigurationFile.parse("camvitals.yml", text, Map.of());
    } catch (ConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage()).startsWith("camvitals.yml");
    }
  }

  @Test
  void aCameraCanBeNamedOnTheCommandLine() {
    CameraConfiguration camera = ConfigurationFile.camera("gate=rtsp://u:p@192.0.2.1/live=1");
    assertThat(camera.id()).isEqualTo("gate");
    assertThat(camera.url().requestUri()).isEqualTo("rtsp://192.0.2.1/live=1");
    assertThat(camera.url().credentials()).contains(new Credentials("u", "p"));
    assertThatThrownBy(() -> ConfigurationFile.camera("rtsp://u:p@192.0.2.1/live"))
        .hasMessageStartingWith("a camera is given as id=rtsp://host/path");
    assertThatThrownBy(() -> ConfigurationFile.camera("gate=ftp://u:hunter2@192.0.2.1/"))
        .hasMessage("camera gate: RTSP URL does not begin with rtsp://");
  }
}
