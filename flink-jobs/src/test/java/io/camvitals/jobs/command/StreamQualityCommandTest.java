package io.camvitals.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class StreamQualityCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new StreamQualityCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void theHelpNamesEveryOption() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains(
            "--kafka-bootstrap-servers",
            "--elasticsearch-url",
            "--checkpoint-interval",
            "--checkpoint-directory",
            "--parallelism",
            "Exit codes:");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThat(run("--elasticsearch-url", "http://127.0.0.1:9200")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Missing required option: '--kafka-bootstrap-servers=HOST:PORT'");
  }

  @Test
  void whatIsWrongIsNamedWithoutThePassword() {
    String[][] wrong = {
      {"--elasticsearch-url", "me:secret@host", "the Elasticsearch URL must begin with http://"},
      {
        "--checkpoint-interval",
        "soon",
        "the checkpoint interval 'soon' is no duration such as 10s or 1m"
      },
      {"--checkpoint-interval", "0.01s", "the checkpoint interval PT0.01S is below PT0.1S"},
      {"--parallelism", "0", "the parallelism 0 is below 1"},
    };
    for (String[] option : wrong) {
      String[] arguments = {
        "--kafka-bootstrap-servers",
        "127.0.0.1:9092",
        option[0].equals("--elasticsearch-url") ? "--parallelism" : "--elasticsearch-url",
        option[0].equals("--elasticsearch-url") ? "1" : "http://127.0.0.1:9200",
        option[0],
        option[1]
      };
      assertThat(run(arguments)).as(option[0]).isEqualTo(2);
      assertThat(err.toString()).contains(option[2]).doesNotContain("secret");
    }
  }
}
