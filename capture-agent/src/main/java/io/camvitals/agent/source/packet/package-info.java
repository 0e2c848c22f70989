/** From the bytes of a link to RTP streams: decoding of headers, and finding RTP among UDP. */
package io.camvitals.agent.source.packet;
