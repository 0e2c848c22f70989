/** RTCP (RFC 3550 section 6; RFC 5506 for packets of reduced size) as immutable values. */
package io.camvitals.protocol.rtcp;
