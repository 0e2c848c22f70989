package io.camvitals.agent.analyze;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

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
    List<Filled<R>> filled = columns.stream().map(column -> Filled.of(column, rows)).toList();
    List<Filled<R>> shown = columnsThatFit(filled, width);
    for (int line = 0; line <= rows.size(); line++) {
      writeLine(shown, line, out);
    }
    return filled.stream()
        .filter(column -> !shown.contains(column))
        .map(column -> column.column.name)
        .toList();
  }

  /** A column with its cells, its name the first of them. */
  private record Filled<R>(Column<R> column, List<String> cells, int width) {
    static <R> Filled<R> of(Column<R> column, List<R> rows) {
      List<String> cells =
          Stream.concat(Stream.of(column.name), rows.stream().map(column.text)).toList();
      return new Filled<>(
          column, cells, cells.stream().mapToInt(String::length).max().orElseThrow());
    }
  }

  private static <R> List<Filled<R>> columnsThatFit(List<Filled<R>> columns, int width) {
    List<Filled<R>> shown = new ArrayList<>(columns);
    List<Filled<R>> byRank =
        columns.stream()
            .sorted((one, other) -> Integer.compare(other.column.rank, one.column.rank))
            .toList();
    for (Filled<R> column : byRank) {
      int needed = shown.stream().mapToInt(each -> each.width + GAP.length()).sum() - GAP.length();
      if (needed <= width || column.column.rank == 0) {
        break;
      }
      shown.remove(column);
    }
    return shown;
  }

  private static <R> void writeLine(List<Filled<R>> shown, int index, Writer out)
      throws IOException {
    StringBuilder line = new StringBuilder();
    for (Filled<R> column : shown) {
      String cell = column.cells.get(index);
      String space = " ".repeat(column.width - cell.length());
      line.append(line.isEmpty() ? "" : GAP)
          .append(column.column.left ? cell + space : space + cell);
    }
    out.write(line.toString().stripTrailing() + '\n');
  }
}
