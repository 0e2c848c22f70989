package io.camvitals.agent.analyze;

import io.camvitals.agent.source.file.CaptureInterface;
import io.camvitals.agent.source.file.CaptureReader;
import io.camvitals.agent.source.file.TimestampFilter;
import io.camvitals.agent.source.packet.LinkType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be said of a file that was read, besides its streams.
 *
 * @param undecodable whether it has packets, and none of a link type that is known
 * @param warnings sentences without the name of the file
 */
record FileRemarks(boolean undecodable, List<String> warnings) {
  static FileRemarks of(CaptureReader reader, TimestampFilter times) {
    List<String> warnings = new ArrayList<>();
    if (reader.packets() == 0) {
      warnings.add("a " + reader.format() + " capture without any packet");
    }
    Map<Integer, Long> unsupported = new TreeMap<>();
    for (CaptureInterface each : reader.interfaces()) {
      if (each.packets() > 0 && !LinkType.isSupported(each.linkType())) {
        unsupported.merge(each.linkType(), each.packets(), Long::sum);
      }
    }
    long lost = unsupported.values().stream().mapToLong(Long::longValue).sum();
    boolean undecodable = lost > 0 && lost == reader.packets();
    unsupported.forEach(
        (linkType, packets) ->
            warnings.add(
                String.format(
                    Locale.ROOT,
                    "%s: link type %s is not supported",
                    undecodable
                        ? "no packet can be decoded"
                        : String.format(
                            Locale.ROOT,
                            "%,d of %,d packets cannot be decoded",
                            packets,
                            reader.packets()),
                    linkType
                        + (LinkType.name(linkType).isEmpty()
                            ? ""
                            : " (" + LinkType.name(linkType) + ')'))));
    addClock(times, warnings);
    return new FileRemarks(undecodable, List.copyOf(warnings));
  }

  private static void addClock(TimestampFilter times, List<String> warnings) {
    if (times.clockNotSet()) {
      warnings.add(
          "its times begin before 2000 or in the future: the clock of the capture was not set, and"
              + " only differences between times are true");
    }
    if (times.steps() > 0) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "the clock of the capture was set %s at packet %,d%s; later times are given as if it"
                  + " had not been",
              step(times.firstStepNs()),
              times.firstStepPacket(),
              times.steps() == 1 ? "" : " and " + (times.steps() - 1) + " times more"));
    }
  }

  private static String step(long nanoseconds) {
    Duration step = Duration.ofNanos(nanoseconds).abs();
    String length =
        step.toDays() >= 2
            ? step.toDays() + " days"
            : String.format(
                Locale.ROOT,
                "%d:%02d:%02d h",
                step.toHours(),
                step.toMinutesPart(),
                step.toSecondsPart());
    return (nanoseconds < 0 ? "back by " : "forward by ") + length;
  }
}
