/** Simulated cameras: a command that serves them over RTSP and writes down the truth. */
package io.camvitals.simulator;
