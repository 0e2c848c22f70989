/** What captured frames of IEEE 802.11 tell of the stations that sent them. */
package io.camvitals.agent.source.wireless;
