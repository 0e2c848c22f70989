package io.camvitals.protocol.mpegts;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a reader tells, one line each. */
final class RecordedTransportStream implements TransportStreamListener {
  final List<String> told = new ArrayList<>();
  int packets;

  @Override
  public void packet(TransportPacket packet) {
    packets++;
  }

  @Override
  public void syncByteError() {
    told.add("sync byte");
  }

  @Override
  public void syncLoss() {
    told.add("sync loss");
  }

  @Override
  public void programAssociation(ProgramAssociation table) {
    told.add("association " + table.programs());
  }

  @Override
  public void foreignTable() {
    told.add("foreign table");
  }

  @Override
  public void programMap(int pid, ProgramMap map) {
    told.add("map " + pid + " " + map.programNumber() + " " + map.streams());
  }

  @Override
  public void sectionError(int pid) {
    told.add("section error " + pid);
  }

  @Override
  public void incompletePacket() {
    told.add("incomplete");
  }
}
