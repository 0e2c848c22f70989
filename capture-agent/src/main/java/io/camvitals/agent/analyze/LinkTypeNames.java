package io.camvitals.agent.analyze;

import io.camvitals.agent.source.packet.LinkType;
import java.util.Locale;

/** Link types as reports name them: the names of tcpdump.org's registry in lower case. */
final class LinkTypeNames {
  private LinkTypeNames() {}

  static String of(int linkType) {
    String name = LinkType.name(linkType);
    return name.isEmpty()
        ? "linktype-" + linkType
        : name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
