/**
 * What can be known of video frames from their packets, without decoding: payload formats (RFC
 * 6184, RFC 7798), frames, capture times in SEI messages, parameter sets.
 */
package io.camvitals.protocol.video;
