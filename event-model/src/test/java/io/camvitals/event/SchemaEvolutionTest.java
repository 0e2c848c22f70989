package io.camvitals.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rules of docs/design/events.md. With {@code -Dcamvitals.schema.write=true} new fields are
 * added to the committed listing, and records of topics that have none yet are written; nothing
 * that was committed is changed by it.
 */
class SchemaEvolutionTest {
  private static final Path RESOURCES = Path.of("src/test/resources/io/camvitals/event/schema");
  private static final String HOW_TO_ADD =
      "new in the schema; add it to the listing with: mvn -pl event-model -am test"
          + " -Dtest=SchemaEvolutionTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dcamvitals.schema.write=true";

  @Test
  void noFieldIsRemovedRenumberedRenamedOrOfAnotherType() throws Exception {
    Set<String> present = Schema.lines();
    Set<String> committed = new TreeSet<>(Files.readAllLines(RESOURCES.resolve("fields.txt")));
    if (Boolean.getBoolean("camvitals.schema.write")) {
      committed.addAll(present);
      Files.write(RESOURCES.resolve("fields.txt"), committed);
    }
    assertThat(committed)
        .as("a record written before could no longer be read as it was meant")
        .isSubsetOf(present);
    assertThat(present).as(HOW_TO_ADD).isSubsetOf(committed);
  }

  @Test
  void noNumberIsUsedTwiceWithinAMessage() {
    List<String> numbers = new ArrayList<>();
    Schema.lines().stream()
        .filter(line -> !line.startsWith("topic "))
        .forEach(line -> numbers.add(line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1))));
    assertThat(numbers).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void aRecordOfTheFirstSchemaStillReads(Topic topic) throws Exception {
    if (Boolean.getBoolean("camvitals.schema.write")) {
      writeRecord(topic);
    }
    Message read = topic.parse(resource(topic.topicName() + ".record"));
    assertThat(read.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
    assertThat(TextFormat.printer().printToString(read))
        .isEqualTo(new String(resource(topic.topicName() + ".txt"), StandardCharsets.UTF_8));
    assertThat(EventJson.line(topic, read.toByteArray())).startsWith("{");
  }

  @ParameterizedTest
  @EnumSource
  void aRecordOfALaterSchemaIsReadAndItsUnknownFieldIsKept(Topic topic) throws Exception {
    UnknownFieldSet later =
        UnknownFieldSet.newBuilder()
            .addField(
                19_999_999, UnknownFieldSet.Field.newBuilder().addVarint(7).addFixed64(8).build())
            .build();
    byte[] bytes =
        FilledMessage.of(topic.message()).toBuilder().setUnknownFields(later).build().toByteArray();
    Message read = topic.parse(bytes);
    assertThat(read.getUnknownFields()).isEqualTo(later);
    assertThat(read.toByteArray()).isEqualTo(bytes);
    assertThat(EventJson.line(topic, bytes)).startsWith("{");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Files.newInputStream(RESOURCES.resolve(name))) {
      return in.readAllBytes();
    }
  }

  private static void writeRecord(Topic topic) throws IOException {
    Path record = RESOURCES.resolve(topic.topicName() + ".record");
    if (!Files.exists(record)) {
      Message filled = FilledMessage.of(topic.message());
      Files.write(record, filled.toByteArray());
      Files.writeString(
          RESOURCES.resolve(topic.topicName() + ".txt"),
          TextFormat.printer().printToString(filled));
    }
  }
}
