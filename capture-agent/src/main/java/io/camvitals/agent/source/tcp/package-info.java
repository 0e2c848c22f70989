/**
 * What TCP connections carry: RTSP with interleaved RTP, tunnelled or not, and what is named only.
 */
package io.camvitals.agent.source.tcp;
