/** The RTSP server that all cameras share (RFC 2326), from the socket to the sessions. */
package io.camvitals.simulator.rtsp;
