package io.camvitals.agent.source.signal;

/**
 * Where packets come from and go to; a part that signalling does not tell is 0. IPv4 addresses are
 * IPv4-mapped.
 */
record FlowKey(
    long sourceHigh,
    long sourceLow,
    int sourcePort,
    long destinationHigh,
    long destinationLow,
    int destinationPort) {}
