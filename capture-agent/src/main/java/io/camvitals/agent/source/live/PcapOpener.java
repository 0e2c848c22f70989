package io.camvitals.agent.source.live;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.Pcaps;

/** Opens an interface through libpcap, or says what is missing and what to do. */
final class PcapOpener {
  private static final int LONGEST_SNAPSHOT = 262_144;

  /** How long libpcap may gather packets before it hands them over; their times do not suffer. */
  private static final int TIMEOUT_MS = 100;

  private PcapOpener() {}

  static PcapHandle open(String interfaceName, LiveCaptureSettings settings) throws IOException {
    try {
      requireInterface(interfaceName);
      PcapHandle handle = build(interfaceName, settings);
      filter(handle, interfaceName, settings.filter());
      return handle;
    } catch (PcapNativeException e) {
      throw new IOException("interface " + interfaceName + ": " + reason(e.getMessage()), e);
    } catch (LinkageError e) {
      throw new IOException(
          "interface "
              + interfaceName
              + ": capturing needs the library libpcap, which cannot be loaded; on Debian: apt-get"
              + " install libpcap0.8",
          e);
    }
  }

  private static void requireInterface(String name) throws PcapNativeException, IOException {
    List<PcapNetworkInterface> interfaces = Pcaps.findAllDevs();
    if (interfaces.stream().noneMatch(each -> each.getName().equals(name))) {
      throw new IOException(
          "interface "
              + name
              + ": there is none of that name, or no permission to see it; there are: "
              + interfaces.stream()
                  .map(PcapNetworkInterface::getName)
                  .collect(Collectors.joining(", ")));
    }
  }

  private static PcapHandle build(String interfaceName, LiveCaptureSettings settings)
      throws PcapNativeException {
    return new PcapHandle.Builder(interfaceName)
        .snaplen(settings.snapshotLength() == 0 ? LONGEST_SNAPSHOT : settings.snapshotLength())
        .promiscuousMode(
            settings.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
        .timeoutMillis(TIMEOUT_MS)
        .immediateMode(settings.immediate())
        .bufferSize(settings.bufferBytes())
        .timestampPrecision(TimestampPrecision.NANO)
        .build();
  }

  private static void filter(PcapHandle handle, String interfaceName, String filter)
      throws IOException {
    if (filter.isBlank()) {
      return;
    }
    try {
      handle.setFilter(filter, BpfCompileMode.OPTIMIZE);
    } catch (PcapNativeException | NotOpenException e) {
      handle.close();
      throw new IOException(
          "interface " + interfaceName + ": filter \"" + filter + "\": " + e.getMessage(), e);
    }
  }

  static String reason(String message) {
    String text = String.valueOf(message);
    return text.contains("ermission") || text.contains("ermitted")
        ? "no permission to capture; run as root, or give the right to the Java that runs the agent:"
            + " setcap cap_net_raw,cap_net_admin+eip "
            + ProcessHandle.current().info().command().orElse("java")
            + " (libpcap says: "
            + text
            + ')'
        : text;
  }
}
