/**
 * What RTCP tells of a stream: how its receivers say that it arrives, which is never mixed with
 * what was measured here, round trips, and the sender's clock.
 */
package io.camvitals.metrics.rtcp;
