package io.camvitals.agent.analyze.wireshark;

/**
 * What Wireshark measures of one stream, before rounding. A minimum of -1 stands for never
 * measured: jitter of an unknown clock rate, and both of a stream whose packets all have the
 * marker; the mean and maximum are 0 then.
 *
 * @param packets all, duplicates and late ones included
 * @param expected from the first to the last sequence number in the order of capture
 * @param lost expected less packets, so that duplicates make up for losses; may be negative
 * @param lossPercent of expected
 * @param minDeltaMs shortest time between two packets in milliseconds
 * @param minJitterMs lowest value of the running jitter in milliseconds
 * @param problem a sequence number or timestamp was out of order: the X of Wireshark's table
 */
public record WiresharkFigures(
    long packets,
    long expected,
    long lost,
    double lossPercent,
    double minDeltaMs,
    double meanDeltaMs,
    double maxDeltaMs,
    double minJitterMs,
    double meanJitterMs,
    double maxJitterMs,
    boolean problem) {}
