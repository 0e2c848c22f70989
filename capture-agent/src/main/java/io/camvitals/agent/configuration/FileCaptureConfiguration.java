package io.camvitals.agent.configuration;

import java.nio.file.Path;

/** One capture file (pcap or pcapng) to read once. */
public record FileCaptureConfiguration(Path path) {}
