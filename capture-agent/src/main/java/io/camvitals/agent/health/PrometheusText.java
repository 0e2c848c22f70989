package io.camvitals.agent.health;

/** Writes metrics in Prometheus's text format, version 0.0.4. */
final class PrometheusText {
  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(4_096);
  private String name;

  /** Begins a counter; its name ends in {@code _total}. */
  PrometheusText counter(String counterName, String help) {
    return family(counterName, "counter", help);
  }

  /** Begins a gauge. */
  PrometheusText gauge(String gaugeName, String help) {
    return family(gaugeName, "gauge", help);
  }

  private PrometheusText family(String familyName, String type, String help) {
    name = familyName;
    text.append("# HELP ").append(familyName).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(familyName).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * One value of the family begun last.
   *
   * @param labels names and values in turn
   */
  PrometheusText sample(double value, String... labels) {
    text.append(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
      text.append(escape(labels[i + 1])).append('"');
    }
    if (labels.length > 0) {
      text.append('}');
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      text.append(' ').append((long) value).append('\n');
    } else {
      text.append(' ').append(value).append('\n');
    }
    return this;
  }

  private static String escape(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
