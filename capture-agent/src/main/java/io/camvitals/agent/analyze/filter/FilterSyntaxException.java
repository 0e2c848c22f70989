package io.camvitals.agent.analyze.filter;

/** A filter that cannot be understood; the message shows the place. */
public final class FilterSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int position;

  /**
   * @param filter the whole of it
   * @param position index of the character at which it goes wrong, 0 to the filter's length
   * @param problem what is wrong there
   */
  FilterSyntaxException(String filter, int position, String problem) {
    super(
        problem
            + System.lineSeparator()
            + "  "
            + filter.replaceAll("\\p{Cntrl}", " ")
            + System.lineSeparator()
            + "  "
            + " ".repeat(position)
            + '^');
    this.position = position;
  }

  /** Index of the character at which it goes wrong. */
  public int position() {
    return position;
  }
}
