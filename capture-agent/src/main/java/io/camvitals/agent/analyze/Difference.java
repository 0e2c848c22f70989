package io.camvitals.agent.analyze;

import java.util.List;

/**
 * Why figures of one stream are others in Wireshark than here.
 *
 * @param reason the same for all streams that differ alike
 * @param figures names of the figures as in the JSON report; {@code stream} where only one of the
 *     two lists the stream
 * @param words the reason in plain words, with what was counted of it
 */
record Difference(DifferenceReason reason, List<String> figures, String words) {}
