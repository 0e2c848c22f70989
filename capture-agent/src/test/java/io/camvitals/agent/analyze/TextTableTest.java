package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final TextTable<String> TABLE =
      new TextTable<>(
          List.of(
              TextTable.Column.left("WORD", 0, word -> word),
              TextTable.Column.right("LENGTH", 2, word -> String.valueOf(word.length())),
              TextTable.Column.left("LAST", 1, word -> word.substring(word.length() - 1))));

  private final StringWriter out = new StringWriter();

  @Test
  void alignsColumnsAndLeavesNoSpaceAtTheEnd() throws IOException {
    assertThat(TABLE.write(List.of("camera", "lens"), 80, out)).isEmpty();
    assertThat(out).hasToString("WORD    LENGTH  LAST\ncamera       6  a\nlens         4  s\n");
  }

  @Test
  void columnsOfTheHighestRankGoFirstWhenThereIsNoRoom() throws IOException {
    assertThat(TABLE.write(List.of("camera"), 15, out)).containsExactly("LENGTH");
    assertThat(out).hasToString("WORD    LAST\ncamera  a\n");
  }

  @Test
  void theFirstRankStaysInTheNarrowestTerminal() throws IOException {
    assertThat(TABLE.write(List.of("camera"), 1, out)).containsExactly("LENGTH", "LAST");
    assertThat(out).hasToString("WORD\ncamera\n");
  }
}
