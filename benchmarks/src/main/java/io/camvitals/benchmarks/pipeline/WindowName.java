package io.camvitals.benchmarks.pipeline;

/** One window of one stream. */
record WindowName(String streamKey, long startNs) {}
