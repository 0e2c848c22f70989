package io.camvitals.protocol.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TransportHeaderTest {
  @Example
  void readsAnAnswerOverUdp() {
    TransportHeader header =
        one(
            "RTP/AVP/UDP;unicast;client_port=5000-5001;server_port=6970-6971;ssrc=1A2B3C4D;"
                + "source=192.0.2.7;mode=\"PLAY\"");

    assertThat(header.profile()).isEqualTo("RTP/AVP");
    assertThat(header.tcp()).isFalse();
    assertThat(header.multicast()).isFalse();
    assertThat(header.clientPorts()).hasValue(new RtpRtcpPair(5000, 5001));
    assertThat(header.serverPorts()).hasValue(new RtpRtcpPair(6970, 6971));
    assertThat(header.ssrc()).hasValue(0x1A2B3C4D);
    assertThat(header.source()).hasValue("192.0.2.7");
    assertThat(header.mode()).hasValue("PLAY");
  }

  @Example
  void readsAnAnswerOverTcpAsCamerasWriteIt() {
    TransportHeader header = one("rtp/avp/tcp; unicast; Interleaved=2-3; ssrc=0xbeef; mode=play");

    assertThat(header.tcp()).isTrue();
    assertThat(header.interleaved()).hasValue(new RtpRtcpPair(2, 3));
    assertThat(header.ssrc()).hasValue(0xbeef);
    assertThat(header.mode()).hasValue("play");
  }

  @Example
  void readsAlternativesInTheirOrder() {
    List<TransportHeader> alternatives =
        TransportHeader.parse(
            "RTP/AVP;multicast;destination=239.0.0.1;port=3456-3457;mode=\"PLAY,RECORD\","
                + " RTP/AVP/TCP;unicast;interleaved=0-1, RTP/SAVP;client_port=4588");

    assertThat(alternatives).hasSize(3);
    assertThat(alternatives.get(0).multicast()).isTrue();
    assertThat(alternatives.get(0).destination()).hasValue("239.0.0.1");
    assertThat(alternatives.get(0).multicastPorts()).hasValue(new RtpRtcpPair(3456, 3457));
    assertThat(alternatives.get(0).mode()).hasValue("PLAY,RECORD");
    assertThat(alternatives.get(1).tcp()).isTrue();
    assertThat(alternatives.get(2).profile()).isEqualTo("RTP/SAVP");
    assertThat(alternatives.get(2).clientPorts()).hasValue(new RtpRtcpPair(4588, 4589));
  }

  @Example
  void takesWhatItCannotReadAsAbsent() {
    TransportHeader header =
        one("RTP/AVP;unicast;client_port=x-y;server_port=70000-70001;interleaved=0-300;ssrc=zz;");

    assertThat(header.clientPorts()).isEmpty();
    assertThat(header.serverPorts()).isEmpty();
    assertThat(header.interleaved()).isEmpty();
    assertThat(header.ssrc()).isEmpty();
    assertThat(TransportHeader.parse("")).isEmpty();
  }

  @Example
  void writesWhatClientsAsk() {
    assertThat(TransportHeader.udp(new RtpRtcpPair(5000, 5001)).format())
        .isEqualTo("RTP/AVP;unicast;client_port=5000-5001");
    assertThat(TransportHeader.interleaved(new RtpRtcpPair(0, 1)).format())
        .isEqualTo("RTP/AVP/TCP;unicast;interleaved=0-1");
  }

  @Example
  void whatIsWrittenIsReadAgain() {
    TransportHeader udp =
        TransportHeader.udp(new RtpRtcpPair(5000, 5001))
            .answeredWith(Optional.of(new RtpRtcpPair(6000, 6001)), OptionalInt.of(0xffff0001));
    TransportHeader tcp = TransportHeader.interleaved(new RtpRtcpPair(4, 5));

    assertThat(TransportHeader.parse(TransportHeader.format(List.of(udp, tcp))))
        .containsExactly(udp, tcp);
  }

  @Property(tries = 300)
  void noTextIsAnException(@ForAll String text) {
    TransportHeader.parse(text);
    RtpInfo.parse(text);
  }

  private static TransportHeader one(String value) {
    List<TransportHeader> alternatives = TransportHeader.parse(value);
    assertThat(alternatives).hasSize(1);
    return alternatives.get(0);
  }
}
