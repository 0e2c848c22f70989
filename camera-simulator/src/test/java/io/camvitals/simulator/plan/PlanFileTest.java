package io.camvitals.simulator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camvitals.simulator.media.VideoProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {
  @Test
  void aPlanIsReadInFull() throws PlanException {
    PlanFile plan =
        PlanFile.parse(
            """
            seed: 9
            cameras:
              - id: gate
                profile: 1080p-4m
                transport: tcp
                spread: 20 %
                session_timeout: 2min
                username: viewer
                password: hush
                authentication: basic
                faults:
                  - fault: burst-loss
                    ratio: 3 %
                    mean_burst: 4
                    from: 2.5s
                    for: 500ms
                    every: 1min
                  - fault: dead
                    mode: silent
            """);

    assertThat(plan.seed()).contains(9L);
    CameraPlan camera = plan.cameras(9).get(0);
    assertThat(camera.id()).isEqualTo("gate");
    assertThat(camera.profile()).isEqualTo(VideoProfile.HIGH_4M);
    assertThat(camera.tcpOnly()).isTrue();
    assertThat(camera.spread()).isEqualTo(0.2);
    assertThat(camera.sessionTimeout()).isEqualTo(Duration.ofMinutes(2));
    assertThat(camera.access().orElseThrow().scheme()).isEqualTo(Access.Scheme.BASIC);
    assertThat(camera.access().orElseThrow().credentials().password()).isEqualTo("hush");
    assertThat(camera.toString()).doesNotContain("hush");
    assertThat(camera.faults())
        .containsExactly(
            new ScheduledFault(
                new Fault.BurstLoss(0.03, 4),
                Duration.ofMillis(2500),
                Optional.of(Duration.ofMillis(500)),
                Optional.of(Duration.ofMinutes(1))),
            ScheduledFault.from(new Fault.Dead(Fault.DeathMode.SILENT), Duration.ZERO));
  }

  @Test
  void jsonIsAPlanToo() throws PlanException {
    assertThat(PlanFile.parse("{\"cameras\":[{\"id\":\"a\"}]}").cameras(1))
        .containsExactly(CameraPlan.of("a", VideoProfile.LOW_1M, false, List.of()));
  }

  @Test
  void presetsDependOnSeedAndCamera() throws PlanException {
    PlanFile plan =
        PlanFile.parse("cameras: [{id: a, faults: [random-loss]}, {id: b, faults: [random-loss]}]");

    List<CameraPlan> once = plan.cameras(1);
    assertThat(plan.cameras(1)).isEqualTo(once);
    assertThat(plan.cameras(2).get(0).faults()).isNotEqualTo(once.get(0).faults());
    assertThat(once.get(0).faults()).isNotEqualTo(once.get(1).faults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cameras: [{id: a, colour: red}] | cameras[0].colour: unknown key; known here are id, profile, transport, spread, session_timeout, username, password, authentication, faults",
        "cameras: [{id: a}, {id: a}] | cameras[1].id: there are two cameras of this name: a",
        "cameras: [{profile: 360p-1m}] | cameras[0].id: is missing",
        "cameras: [{id: 5}] | cameras[0].id: must be text, but is a number",
        "cameras: [{id: a/b}] | cameras[0].id: must be letters, digits, '.', '_' or '-', but is \"a/b\"",
        "cameras: [{id: a, profile: 8k}] | cameras[0].profile: is none of 360p-1m, 360p-4m, 1080p-4m: 8k",
        "cameras: [{id: a, transport: sctp}] | cameras[0].transport: is none of udp, tcp: sctp",
        "cameras: [{id: a, password: p}] | cameras[0].username: is missing",
        "cameras: [{id: a, faults: random-loss}] | cameras[0].faults: must be a list, but is text",
        "cameras: [{id: a, faults: [rain]}] | cameras[0].faults[0]: is none of random-loss, burst-loss, jitter-reorder, reordering, duplication, restart, clock-drift, bitrate-drop, frame-rate-drop, frozen, black, dead-and-back, silent-and-back: rain",
        "cameras: [{id: a, faults: [{fault: jitter, maximum: 5}]}] | cameras[0].faults[0].maximum: must be a time like 500ms, 5s, 2min or 1h, but is 5",
        "cameras: [{id: a, faults: [{fault: jitter, maximum: 5s}]}] | cameras[0].faults[0].maximum: must be from 0s to 500ms, but is \"5s\"",
        "cameras: [{id: a, faults: [{fault: random-loss, ratio: 2}]}] | cameras[0].faults[0].ratio: must be from 0.0 to 1.0, but is 2.0",
        "cameras: [{id: a, faults: [{fault: random-loss, ratio: much}]}] | cameras[0].faults[0].ratio: must be a ratio like 0.02 or 2 %, but is \"much\"",
        "cameras: [{id: a, faults: [{fault: black, ratio: 1}]}] | cameras[0].faults[0].ratio: unknown key; known here are fault, from, for, every",
        "cameras: [{id: a, faults: [{fault: black, for: 9s, every: 5s}]}] | cameras[0].faults[0].every: must not be shorter than for",
        "cameras: [{id: a, faults: [{}]}] | cameras[0].faults[0].fault: is missing",
        "cameras: [a] | cameras[0]: must be a mapping of keys to values, but is text",
        "cameras: [] | cameras: there must be at least one",
        "cameras: {id: a} | cameras: must be a list, but is a mapping",
        "seed: 1.5 | seed: must be a whole number, but is a number",
        "speed: 1 | speed: unknown key; known here are seed, cameras",
        "{a: 1, a: 2} | line 1, column 9: is no YAML: Duplicate field 'a'",
        "- a | must be a mapping of keys to values, but is a list",
      })
  void whatCannotBeUsedIsNamedByItsPlace(String yaml, String message) {
    assertThatThrownBy(() -> PlanFile.parse(yaml).cameras(1))
        .isInstanceOf(PlanException.class)
        .hasMessage(message);
  }

  @Test
  void anEmptyFileIsNoPlan() {
    assertThatThrownBy(() -> PlanFile.parse(""))
        .isInstanceOf(PlanException.class)
        .hasMessage("must be a mapping of keys to values, but is empty");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> PlanFile.read(Path.of("no-such-plan.yml")))
        .isInstanceOf(PlanException.class)
        .hasMessage("no-such-plan.yml: there is no such file");
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefused(@ForAll String text) {
    try {
      PlanFile.parse(text).cameras(1);
    } catch (PlanException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  @Test
  void theExampleInTheDocumentationIsAPlan() throws PlanException {
    Path example = Path.of("..", "docs", "examples", "simulator-plan.yml");
    PlanFile plan = PlanFile.read(example);

    assertThat(plan.cameras(plan.seed().orElseThrow()))
        .extracting(CameraPlan::id)
        .containsExactly("gate", "yard", "lobby", "roof");
  }
}
