/**
 * Clocks seen from afar: which rate RTP timestamps have, and how a sender's wall clock runs, by
 * robust lines through what arrived.
 */
package io.camvitals.metrics.clock;
