package io.camvitals.protocol.mpegts;

/** Takes what {@link TransportStreamReader} finds, in the order of the stream. */
public interface TransportStreamListener {
  /**
   * A packet whose sync byte is right.
   *
   * @param packet a view, good during the call
   */
  void packet(TransportPacket packet);

  /** A packet whose sync byte is wrong: nothing of it is looked at. */
  void syncByteError();

  /** The second of two and more wrong sync bytes in a row, after five right ones. */
  void syncLoss();

  /** A section of the program association table: also one that has not changed. */
  void programAssociation(ProgramAssociation table);

  /** A section on PID 0 that is none of the program association table. */
  void foreignTable();

  /**
   * A program's map, also one that has not changed.
   *
   * @param pid where it was found
   */
  void programMap(int pid, ProgramMap map);

  /** A section of a program table with a wrong checksum, or lengths that contradict. */
  void sectionError(int pid);

  /** Bytes of a datagram that make no whole packet. */
  void incompletePacket();
}
