/**
 * RTP streams as Wireshark 4.0 finds and measures them, kept apart from our own recognition and
 * figures: a second opinion that can be held against {@code tshark -q -z rtp,streams}.
 */
package io.camvitals.agent.analyze.wireshark;
