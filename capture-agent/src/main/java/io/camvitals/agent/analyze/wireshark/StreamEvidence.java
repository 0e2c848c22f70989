package io.camvitals.agent.analyze.wireshark;

/**
 * What the packets that Wireshark counted for a stream were like, measured beside its figures: by
 * this alone it is said why they differ from ours.
 *
 * @param inOrderExpected from the first to the last packet in the order of capture, with the
 *     sequence number's wraps where they are
 * @param beforeFirst how many numbers the lowest sequence number lies before that of the first
 *     packet
 * @param afterLast how many numbers the highest one lies behind that of the last packet
 * @param jumps steps of the sequence number as of a sender that begins anew: 3,000 and more
 *     forward, or more than 1,000 back
 * @param steps packets whose sequence number follows that of the packet before
 * @param markers packets with the marker, which Wireshark leaves out of minimum, mean and maximum
 * @param comfortNoise packets of comfort noise, which it leaves out with the packet behind
 * @param pastTimestamps packets whose timestamp it takes to lie before the stream's first one
 * @param unknownClocks packets of payload types of which it knows no clock rate
 * @param clockRate of the other packets, in hertz; 0 when there was none, -1 when they differ
 * @param unevenClock whether a clock rate is no whole number of ticks per millisecond
 * @param maxDeltaMs longest time between two packets, none left out
 * @param meanJitterMs RFC 3550's jitter over all packets whose clock rate it knows
 * @param maxJitterMs the same
 * @param timeJumps packets whose time and timestamp moved apart by more than ten seconds
 * @param overwritten packets of this flow whose headers were overwritten by later ones of the same
 *     frame before they were counted
 */
public record StreamEvidence(
    long inOrderExpected,
    long beforeFirst,
    long afterLast,
    long jumps,
    long steps,
    long markers,
    long comfortNoise,
    long pastTimestamps,
    long unknownClocks,
    int clockRate,
    boolean unevenClock,
    double maxDeltaMs,
    double meanJitterMs,
    double maxJitterMs,
    long timeJumps,
    long overwritten) {}
