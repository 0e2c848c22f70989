package io.camvitals.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MaskingErrorsTest {
  @Test
  void aMistypedUrlIsSaidWithoutItsPassword() {
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new AgentCommand())
            .setParameterExceptionHandler(new MaskingErrors())
            .setErr(new PrintWriter(err, true))
            .execute("rtsp://viewer:s3cret@192.0.2.7/stream1");
    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("rtsp://***@192.0.2.7/stream1").doesNotContain("s3cret");
  }

  @Test
  void aPasswordWithAnAtSignIsMaskedAsAWhole() {
    assertThat(MaskingErrors.masked("Unmatched argument: 'rtsp://u:p@ss@host/a'"))
        .isEqualTo("Unmatched argument: 'rtsp://***@host/a'");
  }
}
