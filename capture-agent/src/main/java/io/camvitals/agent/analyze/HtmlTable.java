package io.camvitals.agent.analyze;

import io.camvitals.agent.analyze.html.HtmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A table of the page, which readers may sort by its columns. */
final class HtmlTable {
  private record Cell(String text, String value, String link, boolean bad) {}

  private final String[] heads;
  private final List<List<Cell>> rows = new ArrayList<>();
  private List<Cell> row = new ArrayList<>();
  private String id;

  /**
   * @param heads names of the columns; those of numbers begin with {@code #}
   */
  HtmlTable(String... heads) {
    this.heads = heads;
  }

  HtmlTable id(String name) {
    id = name;
    return this;
  }

  HtmlTable row() {
    row = new ArrayList<>();
    rows.add(row);
    return this;
  }

  HtmlTable text(String text) {
    row.add(new Cell(text, null, null, false));
    return this;
  }

  HtmlTable link(String text, String target) {
    row.add(new Cell(text, null, target, false));
    return this;
  }

  /**
   * @param value to sort by; NaN when it is not known
   */
  HtmlTable number(double value, String text) {
    return number(value, text, false);
  }

  /**
   * @param bad to be pointed out
   */
  HtmlTable number(double value, String text, boolean bad) {
    row.add(new Cell(text, Double.isNaN(value) ? "" : JsonReport.plain(value), null, bad));
    return this;
  }

  void write(HtmlWriter html) throws IOException {
    html.open("div", "class", "card scroll").open("table", "class", "sortable", "id", id);
    html.open("thead").open("tr");
    for (int i = 0; i < heads.length; i++) {
      boolean number = heads[i].startsWith("#");
      html.element(
          "th",
          number ? heads[i].substring(1) : heads[i],
          "scope",
          "col",
          "class",
          styles(number, i == 0, false));
    }
    html.close().close().open("tbody");
    for (List<Cell> cells : rows) {
      html.open("tr");
      for (int i = 0; i < cells.size(); i++) {
        Cell cell = cells.get(i);
        html.open(
            "td",
            "class",
            styles(cell.value != null, i == 0, cell.bad),
            "data-v",
            cell.value == null || cell.value.isEmpty() ? null : cell.value);
        if (cell.link != null) {
          html.element("a", cell.text, "href", cell.link);
        } else {
          html.text(cell.text);
        }
        html.close();
      }
      html.close();
    }
    html.close().close().close();
  }

  private static String styles(boolean number, boolean first, boolean bad) {
    String styles = (number ? "n" : "") + (first ? " stick" : "") + (bad ? " bad" : "");
    return styles.isEmpty() ? null : styles.strip();
  }
}
