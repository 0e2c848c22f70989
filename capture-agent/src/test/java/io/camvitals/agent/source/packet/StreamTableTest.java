package io.camvitals.agent.source.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StreamTableTest {
  record Key(int source, int destination, int ports, int ssrc) {}

  @Property(tries = 100)
  void behavesAsAMap(@ForAll long seed) {
    Random random = new Random(seed);
    StreamTable<Integer> table = new StreamTable<>();
    Map<Key, Integer> reference = new HashMap<>();
    UdpDatagram flow = new UdpDatagram();
    PacketCursor cursor = new PacketCursor();
    for (int i = 0; i < 3000; i++) {
      Key key =
          new Key(random.nextInt(4), random.nextInt(4), random.nextInt(20), random.nextInt(20));
      cursor.addresses().setIpv4(key.source, key.destination);
      flow.set(cursor, key.ports, 8);
      Integer value = table.find(flow, key.ssrc);
      assertThat(value).isEqualTo(reference.get(key));
      if (value == null) {
        table.put(flow, key.ssrc, i);
        reference.put(key, i);
      }
      if (random.nextInt(500) == 0) {
        table.retain(kept -> kept % 3 != 0);
        reference.values().removeIf(kept -> kept % 3 == 0);
      }
    }
    assertThat(table.size()).isEqualTo(reference.size());
    int[] visited = new int[1];
    table.forEach(value -> visited[0]++);
    assertThat(visited[0]).isEqualTo(reference.size());
  }
}
