package io.camvitals.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MaskingErrorsTest {
  private static String said(String argument) {
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new AgentCommand())
            .setParameterExceptionHandler(new MaskingErrors())
            .setErr(new PrintWriter(err, true))
            .execute(argument);
    assertThat(exit).isEqualTo(2);
    return err.toString();
  }

  @Test
  void aMistypedUrlIsSaidWithoutItsPassword() {
    assertThat(said("rtsp://viewer:s3cret@192.0.2.7/stream1"))
        .contains("'rtsp://192.0.2.7/stream1'")
        .doesNotContain("s3cret", "viewer");
  }

  @Test
  void aPasswordOfAnyCharactersIsMaskedAsAWhole() {
    for (String password : new String[] {"s3@cret", "s3/cret", "1/cret", "s3 cret", "s3:cret"}) {
      assertThat(said("rtsp://viewer:" + password + "@host/a"))
          .contains("://host/a'")
          .doesNotContain("cret");
      assertThat(said("http://host/a?user=viewer&pwd=" + password))
          .contains(
              password.contains("@") ? "index 0: 'http://***" : "http://host/a?user=***&pwd=***")
          .doesNotContain("cret");
    }
  }
}
