package io.camvitals.benchmarks.analyze;

/** How both peers name a stream. */
record StreamName(String source, int sourcePort, String destination, int port, int ssrc) {}
