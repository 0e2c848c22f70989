package io.camvitals.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class KafkaRecordTest {
  private static final TypeInformation<KafkaRecord> TYPE = TypeInformation.of(KafkaRecord.class);

  @Test
  void itNeedsNoKryo() {
    assertThat(TYPE).isNotInstanceOf(GenericTypeInfo.class);
  }

  @Property(tries = 50)
  void itTravelsUnchanged(
      @ForAll byte[] key,
      @ForAll byte[] value,
      @ForAll boolean hasKey,
      @ForAll boolean hasValue,
      @ForAll int partition,
      @ForAll long offset)
      throws Exception {
    KafkaRecord record =
        new KafkaRecord(hasKey ? key : null, hasValue ? value : null, "packets", partition, offset);
    TypeSerializer<KafkaRecord> serializer = TYPE.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(record, out);
    DataOutputSerializer again = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), again);
    KafkaRecord read = serializer.deserialize(new DataInputDeserializer(again.getCopyOfBuffer()));
    assertThat(read).usingRecursiveComparison().isEqualTo(record);
    assertThat(serializer.copy(record)).usingRecursiveComparison().isEqualTo(record);
  }
}
