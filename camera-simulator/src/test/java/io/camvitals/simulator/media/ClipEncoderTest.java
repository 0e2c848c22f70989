package io.camvitals.simulator.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ClipEncoderTest {
  private final ClipSet clips = TestClips.small();

  @Test
  void everyClipCanFollowEveryOther() {
    try (H264Decoder decoder = new H264Decoder()) {
      for (ClipKind from : ClipKind.values()) {
        for (ClipKind to : ClipKind.values()) {
          play(decoder, from, 0);
          play(decoder, to, 1);
        }
      }
    }
  }

  private void play(H264Decoder decoder, ClipKind kind, int gop) {
    List<List<byte[]>> frames = clips.clip(kind).gop(gop);
    assertThat(frames).hasSize(kind.frameRate());
    for (int i = 0; i < frames.size(); i++) {
      Optional<H264Decoder.Luma> picture = decoder.decode(accessUnit(frames, i));
      assertThat(picture).as("%s frame %s", kind, i).isPresent();
      assertThat(picture.get().width()).isEqualTo(640);
      assertThat(picture.get().height()).isEqualTo(360);
      OptionalInt code = BlockCode.read(picture.get().pixels(), 0, picture.get().stride());
      assertThat(code).as("%s frame %s", kind, i).isEqualTo(expected(kind, gop, i));
    }
  }

  private static OptionalInt expected(ClipKind kind, int gop, int frame) {
    return switch (kind) {
      case MOVING, LOW_BITRATE -> OptionalInt.of(25 * gop + frame);
      case LOW_FRAME_RATE -> OptionalInt.of(25 * gop + 5 * frame);
      case FROZEN -> OptionalInt.of(0);
      case BLACK -> OptionalInt.empty();
    };
  }

  private List<byte[]> accessUnit(List<List<byte[]>> frames, int index) {
    List<byte[]> units = new ArrayList<>();
    if (index == 0) {
      units.add(clips.sequenceParameterSet());
      units.add(clips.pictureParameterSet());
    }
    units.addAll(frames.get(index));
    return units;
  }

  @Test
  void bitratesAreAsTheProfileSays() {
    assertThat(bitrate(ClipKind.MOVING)).isBetween(850_000.0, 1_200_000.0);
    assertThat(bitrate(ClipKind.LOW_BITRATE)).isBetween(150_000.0, 350_000.0);
    assertThat(bitrate(ClipKind.BLACK)).isLessThan(100_000.0);
  }

  private double bitrate(ClipKind kind) {
    Clip clip = clips.clip(kind);
    long bytes =
        clip.gops().stream()
            .flatMap(List::stream)
            .flatMap(List::stream)
            .mapToLong(slice -> slice.length)
            .sum();
    return 8.0 * bytes / clip.gops().size();
  }
}
