/** UDP sockets of which each datagram's time of arrival and each loss in the kernel are known. */
package io.camvitals.agent.source.socket;
