/** What really left, counted from the packets themselves with plain sets. */
package io.camvitals.simulator.truth;
