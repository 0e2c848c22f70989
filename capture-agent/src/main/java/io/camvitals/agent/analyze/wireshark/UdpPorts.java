package io.camvitals.agent.analyze.wireshark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;

/**
 * UDP ports at which Wireshark expects another protocol, which it then sees in whatever comes, RTP
 * included. The lower of a packet's two ports is asked first.
 */
final class UdpPorts {
  private static final String RESOURCE = "udp-ports.txt";

  private final BitSet fromThere = new BitSet(65_536);
  private final BitSet toThere = new BitSet(65_536);

  UdpPorts() {
    try (InputStream in = UdpPorts.class.getResourceAsStream(RESOURCE);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(in, RESOURCE), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", -1);
        for (int i = 1; i < words.length && !line.startsWith("#"); i++) {
          add(words[i]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String word) {
    boolean sourceOnly = word.startsWith("<");
    boolean destinationOnly = word.startsWith(">");
    int port = Integer.parseInt(sourceOnly || destinationOnly ? word.substring(1) : word);
    fromThere.set(port, fromThere.get(port) || !destinationOnly);
    toThere.set(port, toThere.get(port) || !sourceOnly);
  }

  /** Whether the protocol of a packet's source port keeps it although it could be RTP. */
  boolean isTakenFrom(int port) {
    return fromThere.get(port);
  }

  /** The same of its destination port. */
  boolean isTakenTo(int port) {
    return toThere.get(port);
  }
}
