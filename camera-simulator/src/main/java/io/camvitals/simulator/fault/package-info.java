/** What a plan does to packets and to the camera at a given time. */
package io.camvitals.simulator.fault;
