package io.camvitals.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RequiredToolTest {
  @Test
  void aToolOnThePathIsPresent() {
    assertThat(RequiredTool.present("sh")).isTrue();
  }

  @Test
  void aMissingToolSkipsWhereNotAllAreRequired() {
    assertThat(
            RequiredTool.present(
                "no-such-tool", "apt-get install no-such-tool", () -> false, Map.of()))
        .isFalse();
  }

  @Test
  void aMissingToolFailsWhereAllAreRequiredAndSaysHowToGetIt() {
    assertThatThrownBy(
            () ->
                RequiredTool.present(
                    "no-such-tool",
                    "apt-get install no-such-tool",
                    () -> false,
                    Map.of(RequiredTool.REQUIRE_ALL, "1")))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "no-such-tool is missing: apt-get install no-such-tool (CAMVITALS_REQUIRE_ALL=1)");
  }

  @Test
  void aCommandIsFoundOnlyWhereThePathSays() {
    assertThat(RequiredTool.isOnPath("sh", "/nowhere:/bin")).isTrue();
    assertThat(RequiredTool.isOnPath("sh", "/nowhere")).isFalse();
    assertThat(RequiredTool.isOnPath("sh", null)).isFalse();
  }

  @Test
  void aCommandThatFailsOrIsNotThereDoesNotSucceed() {
    assertThat(RequiredTool.succeeds("true")).isTrue();
    assertThat(RequiredTool.succeeds("false")).isFalse();
    assertThat(RequiredTool.succeeds("no-such-tool")).isFalse();
  }
}
