/** Cameras' channels, which outlive the SSRC, the ports and the sessions of their streams. */
package io.camvitals.agent.observe.channel;
