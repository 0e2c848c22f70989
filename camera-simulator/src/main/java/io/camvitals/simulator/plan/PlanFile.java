package io.camvitals.simulator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.camvitals.protocol.rtsp.Credentials;
import io.camvitals.simulator.media.VideoProfile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a plan from YAML, of which JSON is a part. docs/simulator.md describes the format. */
public final class PlanFile {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  private final Optional<Long> seed;
  private final JsonNode root;

  private PlanFile(JsonNode root) throws PlanException {
    this.root = root;
    this.seed = new PlanNode("", root).wholeNumber("seed");
  }

  /**
   * Reads a file.
   *
   * @throws PlanException when it cannot be read or is no YAML; the message begins with its name
   */
  public static PlanFile read(Path file) throws PlanException {
    try {
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new PlanException(file.toString(), "there is no such file");
    } catch (CharacterCodingException e) {
      throw new PlanException(file.toString(), "is no text in UTF-8");
    } catch (IOException e) {
      throw new PlanException(file.toString(), "cannot be read: " + e);
    }
  }

  /**
   * Reads text.
   *
   * @throws PlanException when it is no YAML, with the line
   */
  public static PlanFile parse(String yaml) throws PlanException {
    YAMLMapper mapper =
        YAMLMapper.builder(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    try {
      return new PlanFile(mapper.readTree(yaml));
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
      throw new PlanException(where, "is no YAML: " + e.getOriginalMessage());
    }
  }

  /** The seed that the plan itself names. */
  public Optional<Long> seed() {
    return seed;
  }

  /**
   * The cameras, with what chance decides drawn from this seed.
   *
   * @throws PlanException when something in the plan cannot be used; names its place
   */
  public List<CameraPlan> cameras(long seedInUse) throws PlanException {
    PlanNode plan = new PlanNode("", root);
    plan.wholeNumber("seed");
    List<JsonNode> elements = plan.list("cameras");
    plan.finish();
    if (elements.isEmpty()) {
      throw plan.error("cameras", "there must be at least one");
    }
    List<CameraPlan> cameras = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < elements.size(); i++) {
      PlanNode node = new PlanNode("cameras[" + i + "]", elements.get(i));
      CameraPlan camera = camera(node, seedInUse);
      if (!ids.add(camera.id())) {
        throw node.error("id", "there are two cameras of this name: " + camera.id());
      }
      cameras.add(camera);
    }
    return cameras;
  }

  private static CameraPlan camera(PlanNode node, long seed) throws PlanException {
    String id = node.requiredText("id");
    if (!ID.matcher(id).matches()) {
      throw node.error("id", "must be letters, digits, '.', '_' or '-', but is \"" + id + "\"");
    }
    CameraPlan camera =
        new CameraPlan(
            id,
            profile(node),
            tcpOnly(node),
            node.ratio("spread", 0, 1).orElse(CameraPlan.DEFAULT_SPREAD),
            node.duration("session_timeout", SHORTEST_TIMEOUT, LONGEST_TIMEOUT)
                .orElse(CameraPlan.DEFAULT_SESSION_TIMEOUT),
            access(node),
            faults(node, seed, id));
    node.finish();
    return camera;
  }

  private static VideoProfile profile(PlanNode node) throws PlanException {
    try {
      return node.text("profile").map(VideoProfile::named).orElse(VideoProfile.LOW_1M);
    } catch (IllegalArgumentException e) {
      throw node.error("profile", e.getMessage());
    }
  }

  private static boolean tcpOnly(PlanNode node) throws PlanException {
    String transport = node.text("transport").orElse("udp");
    return switch (transport) {
      case "udp" -> false;
      case "tcp" -> true;
      default -> throw node.error("transport", "is none of udp, tcp: " + transport);
    };
  }

  private static Optional<Access> access(PlanNode node) throws PlanException {
    Optional<String> username = node.text("username");
    Optional<String> password = node.text("password");
    Optional<String> scheme = node.text("authentication");
    if (username.isEmpty()) {
      if (password.isPresent() || scheme.isPresent()) {
        throw node.error("username", "is missing");
      }
      return Optional.empty();
    }
    Access.Scheme proof =
        switch (scheme.orElse("digest")) {
          case "basic" -> Access.Scheme.BASIC;
          case "digest" -> Access.Scheme.DIGEST;
          case "digest-sha-256" -> Access.Scheme.DIGEST_SHA_256;
          default ->
              throw node.error(
                  "authentication", "is none of basic, digest, digest-sha-256: " + scheme.get());
        };
    return Optional.of(new Access(proof, new Credentials(username.get(), password.orElse(""))));
  }

  private static List<ScheduledFault> faults(PlanNode node, long seed, String id)
      throws PlanException {
    FaultReader reader = new FaultReader(seed, id);
    List<JsonNode> elements = node.list("faults");
    List<ScheduledFault> faults = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      faults.addAll(reader.read(node.path("faults") + "[" + i + "]", elements.get(i)));
    }
    return faults;
  }
}
