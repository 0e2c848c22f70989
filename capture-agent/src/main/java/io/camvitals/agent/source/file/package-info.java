/** Capture files: pcap and pcapng, read without a native library. */
package io.camvitals.agent.source.file;
