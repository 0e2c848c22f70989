package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.wireshark.WiresharkStream;
import io.camvitals.event.StreamKeys;
import io.camvitals.event.v1.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A stream of the report: ours, Wireshark's, or one that both list; one of the two is there.
 *
 * @param own what our own recognition and figures say
 * @param wireshark what Wireshark says; only when that was asked for
 * @param differences why the two say something else; empty when Wireshark was not asked
 */
record ListedStream(
    Optional<StreamReport> own, Optional<WiresharkStream> wireshark, List<Difference> differences) {
  /** What tells streams apart for Wireshark. */
  record Key(Endpoint source, Endpoint destination, String ssrc) {
    static Key of(StreamReport stream) {
      return new Key(stream.source(), stream.destination(), stream.ssrc());
    }

    static Key of(WiresharkStream stream) {
      return new Key(stream.source(), stream.destination(), StreamKeys.ssrc(stream.ssrc()));
    }
  }

  /**
   * Our streams in their order, each with Wireshark's of the same addresses, ports and SSRC, and
   * behind them those that only Wireshark lists. Where Wireshark makes one of two of our streams,
   * that one stands beside both.
   */
  static List<ListedStream> join(
      List<StreamReport> own, Optional<WiresharkReport> report, ConnectionsReport connections) {
    List<WiresharkStream> wireshark = report.map(WiresharkReport::streams).orElse(List.of());
    Map<Key, WiresharkStream> byKey = new HashMap<>();
    wireshark.forEach(stream -> byKey.put(Key.of(stream), stream));
    Optional<WiresharkComparison> comparison =
        report.map(theirs -> new WiresharkComparison(own, theirs, connections));
    Map<Key, WiresharkStream> unmatched = new LinkedHashMap<>();
    wireshark.forEach(stream -> unmatched.put(Key.of(stream), stream));
    List<ListedStream> listed = new ArrayList<>();
    for (StreamReport stream : own) {
      Optional<WiresharkStream> theirs = Optional.ofNullable(byKey.get(Key.of(stream)));
      listed.add(
          new ListedStream(
              Optional.of(stream),
              theirs,
              comparison.map(each -> each.differences(stream, theirs)).orElse(List.of())));
      unmatched.remove(Key.of(stream));
    }
    for (WiresharkStream stream : unmatched.values()) {
      listed.add(
          new ListedStream(
              Optional.empty(), Optional.of(stream), ListingDifference.notRtp(stream)));
    }
    return listed;
  }

  Endpoint source() {
    return own.map(StreamReport::source).orElseGet(() -> wireshark.orElseThrow().source());
  }

  Endpoint destination() {
    return own.map(StreamReport::destination)
        .orElseGet(() -> wireshark.orElseThrow().destination());
  }

  /** Eight hexadecimal digits. */
  String ssrc() {
    return own.map(StreamReport::ssrc)
        .orElseGet(() -> StreamKeys.ssrc(wireshark.orElseThrow().ssrc()));
  }

  /** {@code udp} or {@code tcp}. */
  String transport() {
    return own.map(StreamReport::transport)
        .orElseGet(() -> wireshark.orElseThrow().transport().name().toLowerCase(Locale.ROOT));
  }

  List<Integer> payloadTypes() {
    return own.map(StreamReport::payloadTypes)
        .orElseGet(() -> wireshark.orElseThrow().payloadTypes());
  }

  /** Time of the first packet, nanoseconds since the Unix epoch. */
  long firstNs() {
    return own.map(StreamReport::firstNs).orElseGet(() -> wireshark.orElseThrow().firstNs());
  }

  long lastNs() {
    return own.map(StreamReport::lastNs).orElseGet(() -> wireshark.orElseThrow().lastNs());
  }

  /** Who lists it: {@code both}, {@code own} or {@code wireshark}. */
  String listedBy() {
    if (own.isEmpty()) {
      return "wireshark";
    }
    return wireshark.isPresent() ? "both" : "own";
  }
}
