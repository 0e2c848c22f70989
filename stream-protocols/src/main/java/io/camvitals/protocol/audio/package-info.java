/** What can be known of sound from its packets, without decoding: frames and their length. */
package io.camvitals.protocol.audio;
