/** Live capture from a network interface, through libpcap. */
package io.camvitals.agent.source.live;
