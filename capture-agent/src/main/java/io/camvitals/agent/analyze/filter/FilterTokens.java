package io.camvitals.agent.analyze.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a filter with their places. Words are divided by white space; parentheses, {@code
 * !}, {@code &&} and {@code ||} are words of their own.
 */
final class FilterTokens {
  /** Longer filters are not for people. */
  static final int LONGEST = 10_000;

  /**
   * A word.
   *
   * @param text in lower case, operators spelled out; empty at the end of the filter
   * @param position index of its first character
   */
  record Token(String text, int position) {}

  private final String filter;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  FilterTokens(String filter) throws FilterSyntaxException {
    this.filter = filter;
    if (filter.length() > LONGEST) {
      throw new FilterSyntaxException(
          filter.substring(0, 60), 60, "a filter has at most " + LONGEST + " characters");
    }
    int position = 0;
    while (position < filter.length()) {
      int end = position + 1;
      if (Character.isWhitespace(filter.charAt(position))) {
        position = end;
        continue;
      }
      if (filter.startsWith("&&", position) || filter.startsWith("||", position)) {
        end++;
      } else if (isWordPart(filter.charAt(position))) {
        while (end < filter.length() && isWordPart(filter.charAt(end))) {
          end++;
        }
      }
      tokens.add(new Token(spelledOut(filter.substring(position, end)), position));
      position = end;
    }
    tokens.add(new Token("", filter.length()));
  }

  private static boolean isWordPart(char c) {
    return !Character.isWhitespace(c) && "()!&|".indexOf(c) < 0;
  }

  private static String spelledOut(String text) {
    return switch (text) {
      case "&&" -> "and";
      case "||" -> "or";
      case "!" -> "not";
      default -> text.toLowerCase(Locale.ROOT);
    };
  }

  /** The next word, which stays the next one. */
  Token peek() {
    return tokens.get(next);
  }

  /** The next word; at the end always the empty one. */
  Token take() {
    return next < tokens.size() - 1 ? tokens.get(next++) : tokens.get(next);
  }

  /** Takes the next word if it is this one. */
  boolean takes(String text) {
    if (!peek().text().equals(text)) {
      return false;
    }
    take();
    return true;
  }

  FilterSyntaxException error(Token at, String problem) {
    return new FilterSyntaxException(filter, at.position(), problem);
  }
}
