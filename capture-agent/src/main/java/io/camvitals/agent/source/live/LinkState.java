package io.camvitals.agent.source.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Whether a network interface can carry packets, as Linux says (RFC 2863's operational states). */
final class LinkState {
  private static final Set<String> DOWN = Set.of("down", "lowerlayerdown", "notpresent");

  private LinkState() {}

  /** True also where the system does not tell, as for "any" and on systems other than Linux. */
  static boolean isUp(String interfaceName) {
    try {
      Path state = Path.of("/sys/class/net").resolve(interfaceName).resolve("operstate");
      return !DOWN.contains(Files.readString(state).strip());
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }
}
