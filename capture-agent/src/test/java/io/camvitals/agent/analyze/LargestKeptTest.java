package io.camvitals.agent.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LargestKeptTest {
  @Property(tries = 200)
  void keepsTheLargestWhateverTheOrder(
      @ForAll List<Integer> sizes, @ForAll @IntRange(min = 1, max = 5) int most) {
    LargestKept<Integer> kept = new LargestKept<>(most, Integer::longValue);
    sizes.forEach(kept::add);
    List<Integer> expected =
        sizes.stream().sorted(Comparator.reverseOrder()).limit(most).sorted().toList();
    assertThat(kept.sortedBy(Comparator.naturalOrder())).isEqualTo(expected);
    assertThat(kept.others()).isEqualTo(Math.max(0, sizes.size() - most));
  }
}
