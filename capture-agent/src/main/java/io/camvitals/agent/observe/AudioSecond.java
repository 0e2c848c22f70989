package io.camvitals.agent.observe;

/**
 * What one second of a stream of sound held.
 *
 * @param startNs by arrival, nanoseconds since the Unix epoch; a whole second
 * @param packets of the stream's payload type, duplicates not counted
 * @param bytes of their payload
 * @param frames that ended in them
 * @param mediaDurationNs length of the sound in them, nanoseconds; -1 when it is not known
 * @param unreadPackets whose frames are not counted, since their payload could not be read
 * @param packetsMissing by sequence number, between them and before the first
 */
public record AudioSecond(
    long startNs,
    long packets,
    long bytes,
    long frames,
    long mediaDurationNs,
    long unreadPackets,
    long packetsMissing) {}
