package io.camvitals.agent.analyze.random;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** A call: an offer, an answer, and media in both directions. */
final class SipTraffic {
  private static final String[] CODECS = {
    "opus/48000/2",
    "H264/90000",
    "telephone-event/8000",
    "AMR-WB/16000",
    "L16/44100/2",
    "speex/16000"
  };

  private final Wire wire;
  private final Random random;
  private final Host caller;
  private final Host callee;
  private final int callerPort;
  private final int calleePort;
  private final String call;
  private long timeUs;

  SipTraffic(Wire wire, Random random, boolean ipv6) {
    this.wire = wire;
    this.random = random;
    this.caller = Host.of(random, ipv6).at(5060);
    this.callee = Host.of(random, ipv6).at(random.nextInt(4) == 0 ? 15_060 : 5060);
    this.callerPort = 20_000 + 2 * random.nextInt(1_000);
    this.calleePort = 30_000 + 2 * random.nextInt(1_000);
    this.call = Integer.toHexString(random.nextInt());
    this.timeUs = random.nextInt(2_000_000);
  }

  void run() {
    int type = 96 + random.nextInt(30);
    String codec = CODECS[random.nextInt(CODECS.length)];
    long startUs = timeUs;
    message(true, "INVITE sip:7@camera SIP/2.0", caller, callerPort, type, codec);
    if (random.nextInt(4) == 0) {
      message(true, "INVITE sip:7@camera SIP/2.0", caller, callerPort, type, codec);
    }
    message(false, "SIP/2.0 100 Trying", null, 0, 0, "");
    if (random.nextInt(6) > 0) {
      message(false, "SIP/2.0 200 OK", callee, calleePort, type, codec);
    }
    if (random.nextInt(5) == 0) {
      message(false, "SIP/2.0 200 OK", callee, calleePort, type, codec);
    }
    int packets = 20 + random.nextInt(80);
    long mediaUs = random.nextInt(5) == 0 ? startUs : timeUs;
    int media = random.nextInt(3) == 0 ? RandomRtp.type(random) : type;
    new UdpTraffic(wire, random, caller.at(callerPort), callee.at(calleePort), mediaUs)
        .run(new RandomRtp(random, media, random.nextInt()), packets);
    new UdpTraffic(wire, random, callee.at(calleePort), caller.at(callerPort), mediaUs)
        .run(new RandomRtp(random, type, random.nextInt()), packets);
  }

  private void message(
      boolean fromCaller, String start, Host media, int port, int type, String codec) {
    String sdp = media == null ? "" : sdp(media, port, type, codec);
    String text =
        start
            + "\r\nVia: SIP/2.0/UDP "
            + caller.text()
            + "\r\nFrom: <sip:1@a>;tag=1\r\nTo: <sip:7@b>\r\nCall-ID: "
            + call
            + "\r\nCSeq: 1 INVITE\r\n"
            + (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
            + "Content-Length: "
            + sdp.length()
            + "\r\n\r\n"
            + sdp;
    timeUs += 1_000 + random.nextInt(50_000);
    wire.udp(
        timeUs,
        fromCaller ? caller : callee,
        fromCaller ? callee : caller,
        text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String sdp(Host media, int port, int type, String codec) {
    String version = media.isIpv6() ? "IP6" : "IP4";
    return "v=0\r\no=- 1 1 IN "
        + version
        + ' '
        + media.text()
        + "\r\ns=-\r\nc=IN "
        + version
        + ' '
        + media.text()
        + "\r\nt=0 0\r\nm=audio "
        + port
        + " RTP/AVP 0 8 "
        + type
        + "\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:"
        + type
        + ' '
        + codec
        + "\r\na=sendrecv\r\n";
  }
}
