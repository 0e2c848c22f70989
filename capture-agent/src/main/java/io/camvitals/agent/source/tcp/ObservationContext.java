package io.camvitals.agent.source.tcp;

import io.camvitals.agent.observe.CaptureCounters;
import io.camvitals.agent.observe.ConnectionObserver;
import io.camvitals.agent.observe.StreamObservers;
import io.camvitals.agent.source.packet.PayloadTypeClocks;
import io.camvitals.agent.source.signal.Signalling;
import io.camvitals.event.v1.VantagePoint;

/**
 * Where what is found in connections goes.
 *
 * @param vantagePoint where it was seen
 * @param streams take interleaved RTP and RTCP
 * @param connections take what is told of connections and dialogues
 * @param frames counts what came in interleaved frames and was rejected, by reason; the streams'
 *     observers count what is accepted
 * @param signalling is told of flows to come
 * @param clocks of payload types that no description names
 */
public record ObservationContext(
    VantagePoint vantagePoint,
    StreamObservers streams,
    ConnectionObserver connections,
    CaptureCounters frames,
    Signalling signalling,
    PayloadTypeClocks clocks) {}
