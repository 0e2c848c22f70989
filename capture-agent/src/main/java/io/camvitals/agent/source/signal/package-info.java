/** What signalling on the wire says of media to come: RTSP, SDP, SAP and SIP. */
package io.camvitals.agent.source.signal;
