/**
 * RTP data packets (RFC 3550 section 5): a view that reads, a writer, and the split between RTP and
 * RTCP on one port (RFC 5761).
 */
package io.camvitals.protocol.rtp;
