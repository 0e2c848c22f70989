package io.camvitals.protocol.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.camvitals.protocol.rtp.RtpPacket;
import io.camvitals.protocol.rtp.RtpParseResult;
import io.camvitals.protocol.sdp.RtpMap;
import io.camvitals.protocol.video.FfmpegStream;
import io.camvitals.servers.RequiredTool;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames within the packets that FFmpeg sends are those that the media file holds. */
class FfmpegAudioIT {
  @TempDir Path directory;

  /** FFmpeg does not send units that wait for a full packet at the end, 16 at most. */
  @ParameterizedTest
  @CsvSource({
    "-c:a aac -b:a 96k, '', 1, 1024, 16",
    "-c:a aac -b:a 24k, '', 1, 1024, 16", // several units to a packet
    "-c:a aac -b:a 96k, -rtpflags latm, 1, 1024, 0",
    "-c:a libopus -frame_duration 20, '', 1, 960, 0",
    "-c:a libopus -frame_duration 60, '', 3, 960, 0", // three of 20 ms
  })
  void framesAreThoseOfTheFile(
      String encoder, String options, int framesOfABlock, int samplesOfAFrame, int unsent)
      throws Exception {
    assumeTrue(RequiredTool.present("ffmpeg"));
    Path file = make(encoder, "audio.mkv");
    FfmpegStream stream =
        FfmpegStream.of(
            file,
            directory.resolve("stream.sdp"),
            options.isEmpty() ? new String[0] : options.split(" ", -1));
    long[] counted = count(stream);
    long expected = (long) FfmpegStream.probe(file, "packet", "size").size() * framesOfABlock;
    assertThat(counted[0]).isBetween(expected - unsent, expected);
    assertThat(counted[1]).isEqualTo(counted[0] * samplesOfAFrame);
  }

  @ParameterizedTest
  @CsvSource({
    "-c:a pcm_mulaw -ar 8000 -ac 1, 8000",
    "-c:a pcm_alaw -ar 8000 -ac 1, 8000",
    "-c:a pcm_s16be -ar 44100 -ac 2, 44100",
    "-c:a g722 -ar 16000 -ac 1, 8000",
    "-c:a g726 -ar 8000 -ac 1 -b:a 32k, 8000",
  })
  void samplesLastAsLongAsTheSound(String encoder, int clockRate) throws Exception {
    assumeTrue(RequiredTool.present("ffmpeg"));
    Path file = make(encoder, "audio." + (encoder.contains("g726") ? "wav" : "mkv"));
    FfmpegStream stream = FfmpegStream.of(file, directory.resolve("stream.sdp"));
    long[] counted = count(stream);
    assertThat(counted[0]).isEqualTo(stream.packets().size());
    assertThat(counted[1])
        .isBetween(3L * clockRate - clockRate / 20, 3L * clockRate + clockRate / 20);
  }

  private Path make(String encoder, String name) throws Exception {
    Path file = directory.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=3"));
    arguments.addAll(List.of(encoder.split(" ", -1)));
    arguments.add(file.toString());
    FfmpegStream.make(arguments);
    return file;
  }

  /** Frames and samples. */
  private static long[] count(FfmpegStream stream) {
    int payloadType = stream.description().payloadTypes().get(0);
    RtpMap map = stream.description().rtpMap(payloadType).orElseThrow();
    AudioPayloadFormat format =
        AudioPayloadFormat.forCodec(
            map.encoding(),
            map.clockRate(),
            map.channels(),
            stream.description().parameters(payloadType)::value);
    RtpPacket packet = new RtpPacket();
    long frames = 0;
    long samples = 0;
    boolean any = false;
    int nextTimestamp = 0;
    for (ByteBuffer buffer : stream.packets()) {
      assertThat(packet.parse(buffer, 0, buffer.limit())).isEqualTo(RtpParseResult.OK);
      int its =
          format.frames(
              buffer,
              packet.payloadOffset(),
              packet.payloadLength(),
              packet.payloadLength(),
              packet.marker());
      assertThat(its).isNotNegative();
      // The sender's own timestamps, of a file in milliseconds, go on by what was held before.
      assertThat(any ? packet.timestamp() - nextTimestamp : 0).isBetween(-64, 64);
      any = true;
      nextTimestamp = packet.timestamp() + format.samples();
      frames += its;
      samples += format.samples();
    }
    return new long[] {frames, samples};
  }
}
