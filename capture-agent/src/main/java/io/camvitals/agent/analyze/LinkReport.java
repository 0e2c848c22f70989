package io.camvitals.agent.analyze;

import java.util.Map;
import java.util.Optional;

/**
 * What lay around the packets that were looked at.
 *
 * @param encapsulations packets by the tags, labels and tunnels that were taken off them
 * @param wireless what frames of IEEE 802.11 showed, when there were any
 */
record LinkReport(Map<String, Long> encapsulations, Optional<WirelessReport> wireless) {}
