package io.camvitals.simulator.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the clips of a profile: draws the pictures and encodes them. */
final class ClipEncoder {
  /**
   * To be raised whenever the clips would come out differently, so that old caches are not used.
   */
  static final int VERSION = 4;

  private static final int FRAMES_IN_LOOP = Clip.SECONDS * VideoProfile.FRAME_RATE;

  private final VideoProfile profile;

  ClipEncoder(VideoProfile profile) {
    this.profile = profile;
  }

  /**
   * Encodes every kind of clip, several at a time.
   *
   * @throws IOException when the encoder fails, or gives clips that cannot follow one another
   */
  ClipSet encode() throws IOException {
    try {
      Map<ClipKind, Encoded> encoded =
          Arrays.stream(ClipKind.values())
              .parallel()
              .collect(Collectors.toConcurrentMap(Function.identity(), this::encode));
      return join(encoded);
    } catch (UncheckedIOException e) {
      throw new IOException(profile.title() + ": " + e.getCause().getMessage(), e);
    }
  }

  private ClipSet join(Map<ClipKind, Encoded> encoded) throws IOException {
    List<byte[]> parameterSets = encoded.get(ClipKind.MOVING).parameterSets;
    Map<ClipKind, Clip> clips = new EnumMap<>(ClipKind.class);
    for (Map.Entry<ClipKind, Encoded> entry : encoded.entrySet()) {
      for (byte[] set : entry.getValue().parameterSets) {
        if (parameterSets.stream().noneMatch(known -> Arrays.equals(known, set))) {
          throw new IOException(
              profile.title() + ": the clip " + entry.getKey() + " has other parameter sets");
        }
      }
      clips.put(entry.getKey(), new Clip(entry.getValue().gops));
    }
    return new ClipSet(
        only(parameterSets, NalUnitType.SEQUENCE_PARAMETER_SET),
        only(parameterSets, NalUnitType.PICTURE_PARAMETER_SET),
        clips);
  }

  private byte[] only(List<byte[]> parameterSets, int type) throws IOException {
    List<byte[]> found =
        parameterSets.stream().filter(unit -> NalUnitType.of(unit) == type).toList();
    if (found.size() != 1) {
      throw new IOException(
          profile.title() + ": " + found.size() + " parameter sets of type " + type);
    }
    return found.get(0);
  }

  private Encoded encode(ClipKind kind) {
    TestPicture drawing = new TestPicture(profile.width(), profile.height(), FRAMES_IN_LOOP);
    Encoded encoded = new Encoded();
    try (PictureEncoder encoder =
        new PictureEncoder(
            profile.width(),
            profile.height(),
            VideoProfile.FRAME_RATE,
            profile.bitrate() / kind.bitrateDivisor())) {
      int step = VideoProfile.FRAME_RATE / kind.frameRate();
      for (int frame = 0; frame < kind.gops() * VideoProfile.FRAME_RATE; frame += step) {
        boolean keyFrame = frame % VideoProfile.FRAME_RATE == 0;
        encoded.add(keyFrame, encoder.encode(picture(drawing, kind, frame), keyFrame));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return encoded;
  }

  private static Picture picture(TestPicture drawing, ClipKind kind, int frame) {
    return switch (kind) {
      case MOVING, LOW_BITRATE, LOW_FRAME_RATE -> drawing.draw(frame);
      case FROZEN -> drawing.draw(0);
      case BLACK -> drawing.black();
    };
  }

  /** The GOPs of one clip while they come out of the encoder. */
  private static final class Encoded {
    final List<List<List<byte[]>>> gops = new ArrayList<>();
    final List<byte[]> parameterSets = new ArrayList<>();

    void add(boolean keyFrame, List<byte[]> units) throws IOException {
      List<byte[]> slices = new ArrayList<>();
      for (byte[] unit : units) {
        int type = NalUnitType.of(unit);
        if (type >= 1 && type <= NalUnitType.IDR_SLICE) {
          slices.add(unit);
          if (keyFrame != (type == NalUnitType.IDR_SLICE)) {
            throw new IOException("the encoder gave slice type " + type + " at the wrong place");
          }
        } else if (type != NalUnitType.SEI
            && parameterSets.stream().noneMatch(known -> Arrays.equals(known, unit))) {
          parameterSets.add(unit);
        }
      }
      if (slices.isEmpty()) {
        throw new IOException("the encoder skipped a picture");
      }
      if (keyFrame) {
        gops.add(new ArrayList<>());
      }
      gops.get(gops.size() - 1).add(slices);
    }
  }
}
