/**
 * MPEG transport streams (ISO/IEC 13818-1) as they lie in datagrams: packets, their continuity and
 * clock references, and the two tables that tell what a stream holds.
 */
package io.camvitals.protocol.mpegts;
