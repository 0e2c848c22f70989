/**
 * What is measured of an RTP stream, as small accumulators that can be merged and serialised. One
 * packet's way: {@link io.camvitals.metrics.StreamMeter} finds the sequence that it belongs to (the
 * stream's, the one before a restart, or a candidate), the sequence says whether it is new, late or
 * a duplicate and which numbers are missing, and the packet's facts go into the {@link
 * io.camvitals.metrics.WindowMetrics} of the window in which it arrived.
 */
package io.camvitals.metrics;
