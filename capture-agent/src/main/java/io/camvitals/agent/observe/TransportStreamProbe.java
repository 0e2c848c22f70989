package io.camvitals.agent.observe;

import io.camvitals.metrics.mpegts.TransportStreamMeter;
import io.camvitals.protocol.mpegts.ElementaryStream;
import io.camvitals.protocol.mpegts.ProgramAssociation;
import io.camvitals.protocol.mpegts.ProgramMap;
import io.camvitals.protocol.mpegts.TransportPacket;
import io.camvitals.protocol.mpegts.TransportStreamListener;
import io.camvitals.protocol.mpegts.TransportStreamReader;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Reads one transport stream and feeds its meter. One thread at a time. */
public final class TransportStreamProbe {
  private static final int MOST_PROGRAMS = 256;

  private final TransportStreamMeter meter;
  private final TransportStreamReader reader = new TransportStreamReader(new ToMeter());
  private final Map<Integer, Program> programs = new TreeMap<>();
  private ProgramAssociation association;

  /** A program's map and where it was found. */
  public record Program(int mapPid, ProgramMap map) {}

  public TransportStreamProbe(TransportStreamMeter.SecondListener listener) {
    this.meter = new TransportStreamMeter(listener);
  }

  /**
   * Takes a datagram, or the payload of an RTP packet.
   *
   * @param capturedLength bytes that can be read
   * @param wireLength bytes that there were
   * @param arrivalNs nanoseconds since the Unix epoch
   */
  public void datagram(
      ByteBuffer buffer, int offset, int capturedLength, int wireLength, long arrivalNs) {
    meter.datagram(arrivalNs, wireLength);
    if (capturedLength == wireLength) {
      reader.datagram(buffer, offset, capturedLength);
      return;
    }
    int size = reader.packetSize().bytes();
    int whole = capturedLength / size;
    reader.datagram(buffer, offset, whole * size);
    meter.notSeen(wireLength / size - whole);
  }

  /** Datagrams were missed by whoever captured. */
  public void captureDropped() {
    meter.notSeen(0);
  }

  /** Gives out the second that has begun. */
  public void flush() {
    meter.flush();
  }

  /** What the maps told last, by program number. */
  public Collection<Program> programs() {
    return programs.values();
  }

  /** Bytes from one packet to the next: 188, 192 or 204. */
  public int packetSize() {
    return reader.packetSize().bytes();
  }

  private final class ToMeter implements TransportStreamListener {
    @Override
    public void packet(TransportPacket packet) {
      int pid = packet.pid();
      int flags =
          (packet.hasPayload() ? TransportStreamMeter.PAYLOAD : 0)
              | (packet.discontinuity() ? TransportStreamMeter.DISCONTINUITY : 0)
              | (packet.transportError() ? TransportStreamMeter.TRANSPORT_ERROR : 0)
              | (packet.scramblingControl() != 0 ? TransportStreamMeter.SCRAMBLED : 0);
      meter.packet(pid, packet.continuityCounter(), flags, packet.fingerprint());
      long reference = packet.programClockReference();
      if (reference != TransportPacket.NO_CLOCK_REFERENCE && !packet.transportError()) {
        meter.clockReference(pid, reference, packet.discontinuity());
      }
    }

    @Override
    public void syncByteError() {
      meter.syncByteError();
    }

    @Override
    public void syncLoss() {
      meter.syncLoss();
    }

    @Override
    public void programAssociation(ProgramAssociation table) {
      meter.programAssociation();
      if (!table.equals(association) && table.lastSectionNumber() == 0) {
        meter.programMapPids(
            table.programs().stream()
                .mapToInt(ProgramAssociation.Program::mapPid)
                .distinct()
                .toArray());
        programs.keySet().removeIf(number -> !names(table, number));
      }
      association = table;
    }

    private boolean names(ProgramAssociation table, int number) {
      return table.programs().stream().anyMatch(program -> program.number() == number);
    }

    @Override
    public void foreignTable() {
      meter.foreignTable();
    }

    @Override
    public void programMap(int pid, ProgramMap map) {
      meter.programMap(pid);
      Program known = programs.get(map.programNumber());
      if (known != null && known.map().equals(map)
          || known == null && programs.size() == MOST_PROGRAMS) {
        return;
      }
      programs.put(map.programNumber(), new Program(pid, map));
      meter.referredPids(
          map.programNumber(),
          IntStream.concat(
                  IntStream.of(map.clockReferencePid()),
                  map.streams().stream()
                      .filter(stream -> stream.media() != ElementaryStream.Media.OTHER)
                      .mapToInt(ElementaryStream::pid))
              .distinct()
              .toArray());
    }

    @Override
    public void sectionError(int pid) {
      meter.sectionError();
    }

    @Override
    public void incompletePacket() {
      meter.incompletePacket();
    }
  }
}
