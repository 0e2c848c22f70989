package io.camvitals.protocol.sdp;

/**
 * A line {@code a=name:value} or {@code a=name} (RFC 8866 section 5.13).
 *
 * @param name as written
 * @param value without surrounding space; empty for a property attribute
 */
public record SdpAttribute(String name, String value) {}
