package io.camvitals.agent.analyze;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers differences: each reason once, with all figures that it concerns. */
final class DifferenceList {
  private record Entry(Set<String> figures, String words) {}

  private final Map<DifferenceReason, Entry> entries = new LinkedHashMap<>();

  /** Notes a figure's reason; the words of a reason that is known already stay. */
  void add(DifferenceReason reason, String figure, String words) {
    entries
        .computeIfAbsent(reason, each -> new Entry(new LinkedHashSet<>(), words))
        .figures()
        .add(figure);
  }

  /** Adds a figure to all reasons that concern another one; false when none does. */
  boolean alsoConcerns(String figure, String asMuchAs) {
    boolean any = false;
    for (Entry entry : entries.values()) {
      if (entry.figures().contains(asMuchAs)) {
        entry.figures().add(figure);
        any = true;
      }
    }
    return any;
  }

  List<Difference> all() {
    List<Difference> all = new ArrayList<>();
    entries.forEach(
        (reason, entry) ->
            all.add(new Difference(reason, List.copyOf(entry.figures()), entry.words())));
    return all;
  }
}
