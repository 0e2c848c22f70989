package io.camvitals.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class UrlHidingErrorsTest {
  @picocli.CommandLine.Command(name = "x")
  private static final class Nothing implements Runnable {
    @picocli.CommandLine.Option(names = "--port")
    private int port;

    @Override
    public void run() {
      throw new AssertionError(port);
    }
  }

  private static String said(String... arguments) {
    StringWriter err = new StringWriter();
    int exit =
        new CommandLine(new Nothing())
            .setParameterExceptionHandler(new UrlHidingErrors())
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(exit).isEqualTo(2);
    return err.toString();
  }

  @Test
  void aMistypedUrlIsNotRepeated() {
    assertThat(said("rtsp://viewer:s3/cr@et@192.0.2.7/stream1"))
        .contains("'rtsp://***'")
        .doesNotContain("cr@et", "viewer");
    assertThat(said("--port", "rtsp://viewer:s3cret@192.0.2.7/"))
        .contains("--port")
        .doesNotContain("s3cret");
    assertThat(said("--prot=http://h/?pwd=s3cret")).doesNotContain("s3cret");
  }

  @Test
  void whatIsNoUrlIsRepeated() {
    assertThat(said("--prot=5")).contains("--prot=5");
  }
}
