/** Sends one camera's video to one client: frames to packets, the plan's faults, the way out. */
package io.camvitals.simulator.stream;
