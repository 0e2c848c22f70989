/** From parsed packets to events: batches, frames, RTCP and RTSP events, and the counts beside. */
package io.camvitals.agent.observe;
