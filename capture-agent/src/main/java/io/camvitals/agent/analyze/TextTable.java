package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows with as many columns as a terminal is wide, the most telling ones first to stay. */
final class TextTable<R> {
  private static final String GAP = "  ";

  /**
   * A column.
   *
   * @param rank columns of the highest rank go first when the terminal is too narrow; 0 never goes
   */
  record Column<R>(String name, int rank, boolean left, Function<R, String> text) {
    static <R> Column<R> left(String name, int rank, Function<R, String> text) {
      return new Column<>(name, rank, true, text);
    }

    static <R> Column<R> right(String name, int rank, Function<R, String> text) {
      return new Column<>(name, rank, false, text);
    }
  }

  private final List<Column<R>> columns;

  TextTable(List<Column<R>> columns) {
    this.columns = columns;
  }

  /**
   * Writes the names of the columns and a line for each row.
   *
   * @param width of the terminal in characters
   * @return the names of the columns that there was no room for
   */
  List<String> write(List<R> rows, int width, Writer out) throws IOException {
    List<Column<R>> shown = columnsThatFit(rows, width);
    int[] widths = shown.stream().mapToInt(column -> width(column, rows)).toArray();
    writeLine(shown, widths, Column::name, out);
    for (R row : rows) {
      writeLine(shown, widths, column -> column.text.apply(row), out);
    }
    return columns.stream()
        .filter(column -> !shown.contains(column))
        .map(Column::name)
        .collect(Collectors.toList());
  }

  private List<Column<R>> columnsThatFit(List<R> rows, int width) {
    List<Column<R>> shown = new ArrayList<>(columns);
    List<Column<R>> byRank =
        columns.stream()
            .sorted(Comparator.<Column<R>>comparingInt(Column::rank).reversed())
            .toList();
    for (Column<R> column : byRank) {
      int needed = shown.stream().mapToInt(c -> width(c, rows) + GAP.length()).sum() - GAP.length();
      if (needed <= width || column.rank == 0) {
        break;
      }
      shown.remove(column);
    }
    return shown;
  }

  private int width(Column<R> column, List<R> rows) {
    return Math.max(
        column.name.length(),
        rows.stream().mapToInt(row -> column.text.apply(row).length()).max().orElse(0));
  }

  private void writeLine(
      List<Column<R>> shown, int[] widths, Function<Column<R>, String> text, Writer out)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = text.apply(shown.get(i));
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : GAP).append(shown.get(i).left ? cell + space : space + cell);
    }
    out.write(line.toString().stripTrailing() + '\n');
  }
}
