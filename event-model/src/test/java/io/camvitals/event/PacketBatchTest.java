package io.camvitals.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.camvitals.event.v1.PacketBatch;
import io.camvitals.event.v1.StreamIdentity;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PacketBatchTest {
  private static final StreamIdentity STREAM =
      StreamIdentity.newBuilder().setCameraId("gate").setSsrc(0xcafe_f00d).build();

  record Row(long arrival, int sequence, int timestamp, int payload, int overhead, int flags) {}

  @Provide
  Arbitrary<List<Row>> rows() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 4_000_000_000_000_000_000L),
            Arbitraries.integers().between(0, 65_535),
            Arbitraries.integers(),
            Arbitraries.integers().between(0, 65_535),
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, 31))
        .as(Row::new)
        .list()
        .ofMaxSize(200);
  }

  @Property
  void whatIsAppendedIsRead(@ForAll("rows") List<Row> rows) throws Exception {
    PacketBatchBuilder builder = new PacketBatchBuilder(STREAM, 256);
    PacketBatchColumns columns = new PacketBatchColumns();
    for (int batch = 0; batch < 2; batch++) {
      rows.forEach(
          row ->
              builder.append(
                  row.arrival, row.sequence, row.timestamp, row.payload, row.overhead, row.flags));
      builder.addCaptureDropped(batch);
      byte[] bytes = builder.build();
      columns.decode(bytes);
      assertThat(columns.rows()).isEqualTo(rows.size());
      assertThat(columns.batchNumber()).isEqualTo(batch);
      assertThat(columns.captureDropped()).isEqualTo(batch);
      assertThat(columns.stream()).isEqualTo(STREAM);
      for (int i = 0; i < rows.size(); i++) {
        assertThat(
                new Row(
                    columns.arrivalNs(i),
                    columns.sequenceNumber(i),
                    columns.rtpTimestamp(i),
                    columns.payloadSize(i),
                    columns.wireOverhead(i),
                    columns.flags(i)))
            .isEqualTo(rows.get(i));
      }
      PacketBatch generated = PacketBatch.parseFrom(bytes);
      assertThat(generated.getFlagsCount()).isEqualTo(rows.size());
      columns.decode(generated.toByteArray());
      assertThat(columns.rows()).isEqualTo(rows.size());
    }
  }

  @Property
  void anyBytesAreReadOrRefusedWithAReason(@ForAll byte[] bytes) {
    PacketBatchColumns columns = new PacketBatchColumns();
    try {
      columns.decode(bytes);
    } catch (InvalidProtocolBufferException e) {
      assertThat(e.getMessage()).isNotBlank();
      assertThat(columns.rows()).isZero();
    }
  }

  @Property
  void aBatchCutAnywhereNeverYieldsRowsThatWereNotThere(
      @ForAll("rows") List<Row> rows, @ForAll double cut) throws Exception {
    PacketBatchBuilder builder = new PacketBatchBuilder(STREAM, 256);
    rows.forEach(
        row ->
            builder.append(
                row.arrival, row.sequence, row.timestamp, row.payload, row.overhead, row.flags));
    byte[] whole = builder.build();
    int length = (int) (Math.abs(cut % 1.0) * whole.length);
    PacketBatchColumns columns = new PacketBatchColumns();
    try {
      columns.decode(java.util.Arrays.copyOf(whole, length));
      assertThat(columns.rows()).isIn(0, rows.size());
    } catch (InvalidProtocolBufferException e) {
      assertThat(columns.rows()).isZero();
    }
  }

  @Test
  void whatIsLearnedOfTheStreamIsToldFromTheOpenBatchOn() throws Exception {
    PacketBatchBuilder builder = new PacketBatchBuilder(STREAM, 8);
    builder.build();
    builder.append(0, 1, 0, 0, 0, 0);
    StreamIdentity learned = STREAM.toBuilder().setClockRate(48_000).build();
    builder.identity(learned);
    PacketBatch batch = PacketBatch.parseFrom(builder.build());
    assertThat(batch.getStream()).isEqualTo(learned);
    assertThat(batch.getBatchNumber()).isEqualTo(1);
  }

  @Test
  void aSequenceThatWrapsIsUnwrappedAndOneThatJumpsIsKept() throws Exception {
    PacketBatchBuilder builder = new PacketBatchBuilder(STREAM, 8);
    for (int sequence : new int[] {65_534, 0, 65_535, 1, 40_000}) {
      builder.append(0, sequence, 0, 0, 0, 0);
    }
    PacketBatchColumns columns = new PacketBatchColumns();
    columns.decode(builder.build());
    assertThat(columns.extendedSequence(0)).isEqualTo(65_534);
    assertThat(columns.extendedSequence(1)).isEqualTo(65_536);
    assertThat(columns.extendedSequence(2)).isEqualTo(65_535);
    assertThat(columns.extendedSequence(3)).isEqualTo(65_537);
    assertThat(columns.sequenceNumber(4)).isEqualTo(40_000);
  }

  @Test
  void columnsOfDifferentLengthAreRefusedByName() {
    byte[] bytes =
        PacketBatch.newBuilder().setStream(STREAM).addFlags(1).addFlags(2).build().toByteArray();
    assertThatThrownBy(() -> new PacketBatchColumns().decode(bytes))
        .isInstanceOf(InvalidProtocolBufferException.class)
        .hasMessage(
            "the columns differ in length: 0 sequences, 0 timestamps, 0 arrivals, 0 payload sizes,"
                + " 0 wire overheads, 2 flags");
  }

  @Test
  void aBatchWithoutAStreamIsRefused() {
    assertThatThrownBy(() -> new PacketBatchColumns().decode(new byte[0]))
        .hasMessage("the batch names no stream");
  }

  @Test
  void aValueThatIsCutOrTooLongIsRefusedWithItsPlace() {
    byte[] cut = {10, 0, 50, 2, 1, (byte) 0x80};
    assertThatThrownBy(() -> new PacketBatchColumns().decode(cut))
        .hasMessage("a value of the sequences is malformed at byte 6");
    byte[] endless = new byte[20];
    java.util.Arrays.fill(endless, (byte) 0xff);
    System.arraycopy(new byte[] {10, 0, 66, 16}, 0, endless, 0, 4);
    assertThatThrownBy(() -> new PacketBatchColumns().decode(endless))
        .hasMessage("a value of the arrivals is malformed at byte 14");
  }

  @Test
  void aSizeAboveThirtyOneBitsIsRefused() {
    byte[] bytes =
        PacketBatch.newBuilder()
            .setStream(STREAM)
            .addExtendedSequenceDelta(0)
            .addRtpTimestampDelta(0)
            .addArrivalDeltaNs(0)
            .addPayloadSize(-1)
            .addWireOverhead(0)
            .addFlags(0)
            .build()
            .toByteArray();
    assertThatThrownBy(() -> new PacketBatchColumns().decode(bytes))
        .hasMessage("a value of the payload sizes exceeds 31 bits");
  }

  @Test
  void moreRowsThanTheMaximumAreRefused() {
    PacketBatch.Builder batch = PacketBatch.newBuilder().setStream(STREAM);
    for (int i = 0; i <= PacketBatchColumns.MAXIMUM_ROWS; i++) {
      batch.addFlags(0);
    }
    assertThatThrownBy(() -> new PacketBatchColumns().decode(batch.build().toByteArray()))
        .hasMessage("the batch holds more than 65536 rows");
  }
}
