package io.camvitals.metrics.frame;

import static io.camvitals.metrics.frame.FrameFigure.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.metrics.Figures;
import io.camvitals.metrics.frame.FrameChain.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FrameChainTest {
  private static final long MS = 1_000_000L;

  private final FrameChain chain = new FrameChain(90_000);
  private int number;

  /** k key, K damaged key, p and P, b and B disposable; 40 ms apart. */
  private List<Place> frames(String frames) {
    List<Place> places = new ArrayList<>();
    for (char frame : frames.toCharArray()) {
      places.add(
          chain.frame(
              Character.toLowerCase(frame) == 'k',
              Character.isLowerCase(frame),
              Character.toLowerCase(frame) == 'b',
              number * 41L * MS,
              number * 3_600));
      number++;
    }
    return places;
  }

  private String places(String frames) {
    StringBuilder text = new StringBuilder();
    frames(frames).forEach(place -> text.append(place.name().charAt(0)));
    return text.toString();
  }

  @Test
  void aLossSpoilsAllUntilTheNextKeyFrame() {
    assertThat(places("kppPppkpp")).isEqualTo("IIIDSSIII");
    assertThat(places("KppkppPk")).isEqualTo("DSSIIIDI");
    assertThat(places("kpBppbpPbkb")).isEqualTo("IIDIIIIDSII");
  }

  @Test
  void whatCameBeforeAnyKeyFrameIsNotSpoilt() {
    assertThat(places("ppbk")).isEqualTo("UUUI");
  }

  @Test
  void aFrameThatIsCutSpoilsNothingAndAnchorsNothing() {
    assertThat(chain.cutFrame(true, 0, 0)).isEqualTo(Place.UNANCHORED);
    number = 3;
    assertThat(places("ppkp")).isEqualTo("UUII");
    assertThat(chain.cutFrame(true, 7 * 41 * MS, 7 * 3_600)).isEqualTo(Place.UNANCHORED);
    assertThat(chain.keyFrameIntervalNs()).isEqualTo(80 * MS);
    assertThat(chain.keyFrameDistance()).isEqualTo(2);
  }

  @Test
  void aLossBeforeAnyKeyFrameSpoilsWhatFollows() {
    assertThat(places("pPpk")).isEqualTo("UDSI");
  }

  @Test
  void intervalsAreByTheSendersClock() {
    frames("k");
    assertThat(chain.keyFrameIntervalNs()).isEqualTo(-1);
    frames("ppp");
    assertThat(chain.keyFrameIntervalNs()).isEqualTo(-1);
    frames("k");
    assertThat(chain.keyFrameIntervalNs()).isEqualTo(160 * MS);
    assertThat(chain.keyFrameDistance()).isEqualTo(4);
    // A new base of timestamps: by arrival then.
    chain.frame(true, true, false, 10 * 41 * MS, 1_000_000_000);
    assertThat(chain.keyFrameIntervalNs()).isEqualTo(6 * 41 * MS);
    assertThat(chain.keyFrameDistance()).isEqualTo(1);
    FrameChain withoutRate = new FrameChain(0);
    withoutRate.frame(true, true, false, 0, 0);
    withoutRate.frame(true, true, false, 7 * MS, 3_600);
    assertThat(withoutRate.keyFrameIntervalNs()).isEqualTo(7 * MS);
  }

  /** Against a naive search back through all frames. */
  @Property(tries = 300)
  void spoiltIsWhatLeadsBackToADamagedFrame(@ForAll long seed) {
    Random random = new Random(seed);
    FrameChain its = new FrameChain(90_000);
    List<boolean[]> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      boolean key = random.nextInt(12) == 0;
      boolean complete = random.nextInt(15) > 0;
      boolean disposable = !key && random.nextInt(3) == 0;
      all.add(new boolean[] {key, complete, disposable});
      Place place = its.frame(key, complete, disposable, i, i);
      assertThat(place).isEqualTo(naive(all));
    }
  }

  private static Place naive(List<boolean[]> all) {
    boolean[] last = all.get(all.size() - 1);
    if (!last[1]) {
      return Place.DAMAGED;
    }
    if (last[0]) {
      return Place.INTACT;
    }
    for (int i = all.size() - 2; i >= 0; i--) {
      boolean[] frame = all.get(i);
      if (frame[2]) {
        continue;
      }
      if (!frame[1]) {
        return Place.SPOILT;
      }
      if (frame[0]) {
        return Place.INTACT;
      }
    }
    return Place.UNANCHORED;
  }

  @Test
  void framesAreCountedByTheirTypeAndBurst() {
    Figures<FrameFigure> figures = new Figures<>(FrameFigure.class);
    new FrameMeasure(
            FrameType.INTRA, 50_000, 40, 0, 9 * MS, true, false, Place.INTACT, 1_000 * MS, 25)
        .addTo(figures);
    new FrameMeasure(FrameType.INTRA, 30_000, 20, 3, 5 * MS, true, true, Place.DAMAGED, -1, -1)
        .addTo(figures);
    new FrameMeasure(FrameType.PREDICTED, 2_000, 2, 0, MS, false, false, Place.SPOILT, -1, -1)
        .addTo(figures);
    assertThat(FrameFigure.frames(figures)).isEqualTo(3);
    assertThat(figures.get(INTRA_BYTES)).isEqualTo(80_000);
    assertThat(figures.get(INTRA_BYTES_MAX)).isEqualTo(50_000);
    assertThat(figures.get(BIPREDICTED_BYTES_MAX)).isEqualTo(-1);
    assertThat(figures.get(DAMAGED_KEY_FRAMES)).isEqualTo(1);
    assertThat(figures.get(SPOILT)).isEqualTo(1);
    assertThat(figures.get(PACKETS_MISSING)).isEqualTo(3);
    assertThat(FrameFigure.mean(figures, KEY_FRAME_DURATION_SUM_NS, KEY_FRAMES)).isEqualTo(7 * MS);
    assertThat(figures.get(KEY_FRAME_INTERVALS)).isEqualTo(1);
    assertThat(figures.get(KEY_FRAME_INTERVAL_MIN_NS)).isEqualTo(1_000 * MS);
    assertThat(figures.get(KEY_FRAME_PACKETS_MAX)).isEqualTo(40);
  }
}
