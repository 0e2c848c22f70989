package io.camvitals.agent.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.camvitals.event.v1.Endpoint;
import io.camvitals.event.v1.StreamIdentity;
import org.junit.jupiter.api.Test;

class CanonicalNamesTest {
  private static final long MINUTE_NS = 60_000_000_000L;

  private final CanonicalNames names = new CanonicalNames();

  private static StreamIdentity stream(int lastOctet, int ssrc) {
    return StreamIdentity.newBuilder()
        .setSource(
            Endpoint.newBuilder()
                .setAddress(ByteString.copyFrom(new byte[] {10, 0, 0, (byte) lastOctet}))
                .setPort(5000 + ssrc))
        .setSsrc(ssrc)
        .build();
  }

  @Test
  void theTracksOfOneCameraShareItsName() {
    assertThat(names.named(stream(7, 1), "cam@10.0.0.7", 0)).isEmpty();
    assertThat(names.named(stream(7, -2), "cam@10.0.0.7", 1)).containsExactly(1);
    assertThat(names.named(stream(7, 3), "cam@10.0.0.7", 2)).containsExactly(1, -2);
    assertThat(names.named(stream(7, 1), "cam@10.0.0.7", 3)).containsExactly(3, -2);
  }

  @Test
  void camerasThatNameThemselvesAlikeAreNotJoined() {
    names.named(stream(7, 1), "camera", 0);
    assertThat(names.named(stream(8, 2), "camera", 1)).isEmpty();
    assertThat(names.named(stream(7, 2), "other", 1)).isEmpty();
  }

  @Test
  void whoSaysNothingForLongIsForgotten() {
    names.named(stream(7, 1), "camera", 0);
    assertThat(names.named(stream(7, 2), "camera", 4 * MINUTE_NS)).containsExactly(1);
    assertThat(names.named(stream(7, 2), "camera", 6 * MINUTE_NS)).isEmpty();
  }

  @Test
  void manySourcesOfOneNameAreBounded() {
    for (int ssrc = 0; ssrc < 1_000; ssrc++) {
      assertThat(names.named(stream(7, ssrc), "camera", ssrc)).hasSizeLessThanOrEqualTo(16);
    }
  }
}
