/** Cameras that the agent asks for their streams: one RTSP session each, one thread for all UDP. */
package io.camvitals.agent.source.rtsp;
