package io.camvitals.agent.configuration;

import io.camvitals.protocol.rtsp.RtspUrl;
import io.camvitals.protocol.rtsp.TransportMode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads {@code camvitals.yml}. Every key, its meaning and its default stand in the file shipped.
 */
public final class ConfigurationFile {
  private static final long MIB = 1L << 20;
  private static final Pattern SERVERS =
      Pattern.compile("\\s*[^\\s,]+:[0-9]{1,5}(\\s*,\\s*[^\\s,]+:[0-9]{1,5})*\\s*");
  private static final Pattern ANY = Pattern.compile("(?s).+");

  private ConfigurationFile() {}

  /**
   * Reads and checks a file.
   *
   * @param environment where {@code ${NAME}} is looked up
   * @throws ConfigurationException naming everything that is wrong with it
   */
  public static AgentConfiguration load(Path file, Map<String, String> environment)
      throws ConfigurationException {
    String name = file.getFileName().toString();
    try {
      return parse(name, Files.readString(file), environment);
    } catch (NoSuchFileException e) {
      throw failure(file.toString(), 0, "there is no such file");
    } catch (CharacterCodingException e) {
      throw failure(file.toString(), 0, "is not text in UTF-8");
    } catch (IOException e) {
      throw failure(file.toString(), 0, "cannot be read: " + e.getMessage());
    }
  }

  private static ConfigurationException failure(String file, int line, String message) {
    return new ConfigurationException(file, List.of(new ConfigurationProblem(line, "", message)));
  }

  /**
   * Reads and checks a text.
   *
   * @param name of the file, for messages
   */
  public static AgentConfiguration parse(String name, String text, Map<String, String> environment)
      throws ConfigurationException {
    Node document;
    try {
      document = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw failure(name, line, "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw failure(name, 0, "is not YAML: " + e.getMessage());
    }
    List<ConfigurationProblem> problems = new ArrayList<>();
    YamlSection root =
        new YamlSection("", document, 1, new EnvironmentReferences(environment), problems);
    AgentConfiguration configuration = read(root);
    if (!problems.isEmpty()) {
      problems.sort(Comparator.comparingInt(ConfigurationProblem::line));
      throw new ConfigurationException(name, problems);
    }
    return configuration;
  }

  /**
   * A camera named on the command line as {@code id=url}.
   *
   * @throws IllegalArgumentException saying what is wrong, without the URL's credentials
   */
  public static CameraConfiguration camera(String idAndUrl) {
    int equals = idAndUrl.indexOf('=');
    String id = equals < 0 ? "" : idAndUrl.substring(0, equals);
    if (!CameraReader.NAME.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a camera is given as id=rtsp://host/path, the id as " + CameraReader.NAME_EXPECTED);
    }
    try {
      RtspUrl url = RtspUrl.parse(idAndUrl.substring(equals + 1));
      return new CameraConfiguration(id, url, TransportMode.AUTO, true);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("camera " + id + ": " + e.getMessage(), e);
    }
  }

  private static AgentConfiguration read(YamlSection root) {
    YamlSection agent = root.section("agent");
    YamlSection rtsp = root.section("rtsp");
    YamlSection capture = root.section("capture");
    AgentConfiguration configuration =
        new AgentConfiguration(
            identity(agent),
            batch(agent),
            kafka(root.section("kafka")),
            rtsp(rtsp),
            CameraReader.read(root.sections("cameras")),
            new CaptureConfiguration(
                capture.sections("interfaces").stream().map(ConfigurationFile::live).toList(),
                capture.sections("files").stream().map(ConfigurationFile::file).toList(),
                clockRates(capture.section("clock_rates"))));
    agent.end();
    rtsp.end();
    capture.end();
    root.end();
    return configuration;
  }

  private static AgentIdentity identity(YamlSection agent) {
    return new AgentIdentity(
        name(agent, "site", "site-1"),
        name(agent, "name", "agent-1"),
        agent.text("http_address", "127.0.0.1"),
        agent.integer("http_port", 9464, 0, 65_535));
  }

  private static String name(YamlSection section, String key, String absent) {
    return section.matching(
        key, section.text(key, absent), CameraReader.NAME, CameraReader.NAME_EXPECTED);
  }

  private static BatchConfiguration batch(YamlSection agent) {
    return new BatchConfiguration(
        agent.integer("batch_packets", 64, 1, 4_096),
        agent.duration(
            "batch_age", Duration.ofMillis(200), Duration.ofMillis(20), Duration.ofSeconds(1)));
  }

  private static KafkaConfiguration kafka(YamlSection kafka) {
    String directory = kafka.text("queue_directory", "");
    YamlSection properties = kafka.section("properties");
    Map<String, String> texts = new HashMap<>();
    properties.keys().forEach(key -> texts.put(key, properties.text(key, "")));
    KafkaConfiguration configuration =
        new KafkaConfiguration(
            kafka.matching(
                "bootstrap_servers",
                kafka.text("bootstrap_servers", "localhost:9092"),
                SERVERS,
                "host:port, or several separated by commas"),
            kafka.choice("compression", KafkaConfiguration.Compression.LZ4),
            kafka.duration("linger", Duration.ofMillis(100), Duration.ZERO, Duration.ofSeconds(1)),
            kafka.bytes("client_memory", 8 * MIB, MIB, 1024 * MIB),
            kafka.bytes("queue_memory", 16 * MIB, MIB, 1024 * MIB),
            directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory)),
            kafka.bytes("queue_disk", 1024 * MIB, MIB, 1024 * 1024 * MIB),
            texts);
    kafka.end();
    return configuration;
  }

  private static RtspConfiguration rtsp(YamlSection rtsp) {
    return new RtspConfiguration(
        rtsp.duration(
            "timeout", Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofMinutes(5)),
        rtsp.duration(
            "reconnect_maximum",
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        (int) rtsp.bytes("receive_buffer", 4 * MIB, MIB / 16, 1024 * MIB));
  }

  private static Map<Integer, Integer> clockRates(YamlSection section) {
    Map<Integer, Integer> rates = new HashMap<>();
    for (String key : section.keys()) {
      int rate = section.integer(key, 0, 1, 1_000_000_000);
      if (key.matches("[0-9]{1,3}") && Integer.parseInt(key) <= 127) {
        rates.put(Integer.parseInt(key), rate);
      } else {
        section.problem(key, "is no payload type from 0 to 127");
      }
    }
    return rates;
  }

  private static LiveCaptureConfiguration live(YamlSection section) {
    LiveCaptureConfiguration configuration =
        new LiveCaptureConfiguration(
            section.required("name", ANY, "the name of a network interface"),
            section.text("filter", ""),
            (int) section.bytes("buffer", 64 * MIB, MIB, 1024 * MIB),
            (int) section.bytes("snapshot_length", 0, 0, 262_144),
            section.flag("promiscuous", true),
            section.flag("immediate", false));
    section.end();
    return configuration;
  }

  private static FileCaptureConfiguration file(YamlSection section) {
    FileCaptureConfiguration configuration =
        new FileCaptureConfiguration(
            Path.of(section.required("path", ANY, "the path of a pcap or pcapng file")));
    section.end();
    return configuration;
  }
}
