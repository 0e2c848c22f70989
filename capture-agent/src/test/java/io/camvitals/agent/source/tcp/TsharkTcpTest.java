package io.camvitals.agent.source.tcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.agent.analyze.SharedCaptures;
import io.camvitals.agent.source.CapturedHosts;
import io.camvitals.servers.RequiredTool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reference captures without what tshark and we count differently by design. */
class TsharkTcpTest {
  @Test
  void connectionsAreCountedAsTsharkCountsThem() throws IOException, InterruptedException {
    assumeTrue(SharedCaptures.find().isPresent());
    assumeTrue(RequiredTool.present("tshark"));
    Path folder = SharedCaptures.find().orElseThrow();
    for (String name :
        new String[] {
          "local__gst_rtsp_tcp_h264_pcmu.pcap",
          "local__ff_rtmp_push_1935.pcap",
          "local__ff_http_mpegts_8080.pcap"
        }) {
      CapturedHosts hosts = new CapturedHosts();
      hosts.read(folder.resolve(name));
      hosts.agent.close();
      TsharkTcp.compare(folder.resolve(name), hosts);
    }
  }
}
