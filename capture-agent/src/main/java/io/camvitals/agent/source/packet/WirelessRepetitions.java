package io.camvitals.agent.source.packet;

/**
 * Tells repeated frames as IEEE 802.11 receivers do (IEEE 802.11-2020 section 10.3.2.14): marked as
 * a retry, with the sequence and fragment number of the one before from the same station to the
 * same one. A radio that only listens often hears both copies of a frame that was acknowledged too
 * late. A fixed number of stations is remembered.
 */
final class WirelessRepetitions {
  private static final int SLOTS = 1024;

  private final long[] transmitters = new long[SLOTS];
  private final long[] receivers = new long[SLOTS];
  private final int[] sequences = new int[SLOTS];

  /**
   * Takes one data frame, whose header is at the cursor.
   *
   * @param trafficIdentifier of its QoS control field, 0 without
   */
  boolean isRepetition(
      PacketCursor cursor, boolean retry, int trafficIdentifier, int sequenceControl) {
    long receiver = cursor.address(4);
    long transmitter = cursor.address(10) << 4 | trafficIdentifier;
    int slot = (int) ((transmitter * 31 + receiver) * 0x9e3779b97f4a7c15L >>> 54);
    // One more than the number, so that it differs from what an empty slot holds.
    int sequence = sequenceControl + 1;
    boolean same =
        transmitters[slot] == transmitter
            && receivers[slot] == receiver
            && sequences[slot] == sequence;
    transmitters[slot] = transmitter;
    receivers[slot] = receiver;
    sequences[slot] = sequence;
    return retry && same;
  }
}
