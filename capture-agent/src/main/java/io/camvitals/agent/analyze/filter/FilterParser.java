package io.camvitals.agent.analyze.filter;

import com.google.protobuf.ByteString;
import io.camvitals.agent.analyze.filter.Condition.End;
import io.camvitals.agent.analyze.filter.FilterTokens.Token;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a filter:
 *
 * <pre>
 *   filter = term { "or" term }
 *   term   = factor { "and" factor }
 *   factor = "not" factor | "(" filter ")" | test
 *   test   = [ "src" | "dst" ] ( "host" ADDRESS | "net" ADDRESS "/" BITS | "port" PORT [ "-" PORT ] )
 *          | "ssrc" NUMBER | "from" TIME | "until" TIME
 * </pre>
 *
 * Times limit all of the capture, and so stand in no "or" and no "not".
 */
final class FilterParser {
  private static final int DEEPEST = 100;
  private static final int HIGHEST_PORT = 65_535;
  private static final String TESTS = "host, net, port, ssrc, from or until";

  /** A limit of time and its place in the filter. */
  private record Limit(Token token, boolean from, FilterTime time) {}

  private final FilterTokens tokens;
  private final List<Limit> limits = new ArrayList<>();
  private int depth;

  private FilterParser(FilterTokens tokens) {
    this.tokens = tokens;
  }

  static CaptureFilter parse(String text) throws FilterSyntaxException {
    FilterParser parser = new FilterParser(new FilterTokens(text));
    Condition condition = parser.filter();
    Token rest = parser.tokens.peek();
    if (!rest.text().isEmpty()) {
      throw parser.tokens.error(rest, "expected \"and\", \"or\" or the end of the filter");
    }
    return new CaptureFilter(text, condition, parser.times(true), parser.times(false));
  }

  private List<FilterTime> times(boolean from) {
    return limits.stream().filter(limit -> limit.from == from).map(Limit::time).toList();
  }

  private Condition filter() throws FilterSyntaxException {
    int before = limits.size();
    Condition condition = term();
    while (tokens.takes("or")) {
      condition = condition.or(term());
      refuseLimitsSince(before, "or");
    }
    return condition;
  }

  private Condition term() throws FilterSyntaxException {
    Condition condition = factor();
    while (tokens.takes("and")) {
      condition = condition.and(factor());
    }
    return condition;
  }

  private Condition factor() throws FilterSyntaxException {
    Token token = tokens.take();
    if (++depth > DEEPEST) {
      throw tokens.error(token, "nested more than " + DEEPEST + " deep");
    }
    try {
      return switch (token.text()) {
        case "not" -> negated();
        case "(" -> parenthesised();
        default -> test(token);
      };
    } finally {
      depth--;
    }
  }

  private Condition negated() throws FilterSyntaxException {
    int before = limits.size();
    Condition condition = factor().not();
    refuseLimitsSince(before, "not");
    return condition;
  }

  private Condition parenthesised() throws FilterSyntaxException {
    Condition condition = filter();
    if (!tokens.takes(")")) {
      throw tokens.error(tokens.peek(), "expected \"and\", \"or\" or \")\"");
    }
    return condition;
  }

  private void refuseLimitsSince(int before, String operator) throws FilterSyntaxException {
    if (limits.size() > before) {
      throw tokens.error(
          limits.get(before).token,
          "a time limits all of the capture: it cannot stand within \"" + operator + '"');
    }
  }

  private Condition test(Token token) throws FilterSyntaxException {
    return switch (token.text()) {
      case "src" -> endTest(End.SOURCE, tokens.take(), "host, net or port");
      case "dst" -> endTest(End.DESTINATION, tokens.take(), "host, net or port");
      case "ssrc" -> Condition.ssrc(ssrc(tokens.take()));
      case "from", "until" -> {
        limits.add(new Limit(token, token.text().equals("from"), time(tokens.take())));
        yield (source, destination, ssrc) -> true;
      }
      default -> endTest(End.EITHER, token, TESTS + ", \"not\" or \"(\"");
    };
  }

  private Condition endTest(End end, Token token, String expected) throws FilterSyntaxException {
    return switch (token.text()) {
      case "host" -> Condition.of(end, host(tokens.take()));
      case "net" -> Condition.of(end, network(tokens.take()));
      case "port" -> Condition.of(end, ports(tokens.take()));
      default ->
          throw tokens.error(
              token,
              "expected "
                  + expected
                  + (address(token.text()).isPresent() ? "; an address stands after host" : ""));
    };
  }

  private Condition.EndCondition host(Token token) throws FilterSyntaxException {
    if (token.text().indexOf('/') >= 0) {
      throw tokens.error(token, "this is a network: write net instead of host");
    }
    ByteString address =
        address(token.text())
            .orElseThrow(() -> tokens.error(token, "expected an IPv4 or IPv6 address"));
    return Condition.network(address, 8 * address.size());
  }

  private Condition.EndCondition network(Token token) throws FilterSyntaxException {
    String[] parts = token.text().split("/", -1);
    Optional<ByteString> address = address(parts[0]);
    int bits = parts.length == 2 ? number(parts[1], 128) : -1;
    if (address.isEmpty() || bits < 0 || bits > 8 * address.get().size()) {
      throw tokens.error(token, "expected a network as in 192.0.2.0/24 or 2001:db8::/32");
    }
    return Condition.network(address.get(), bits);
  }

  private Condition.EndCondition ports(Token token) throws FilterSyntaxException {
    String[] parts = token.text().split("-", -1);
    int first = number(parts[0], HIGHEST_PORT);
    int last = parts.length == 1 ? first : number(parts[1], HIGHEST_PORT);
    if (parts.length > 2 || first < 0 || last < first) {
      throw tokens.error(token, "expected a port as in 554, or a range as in 5000-5999");
    }
    return Condition.ports(first, last);
  }

  private int ssrc(Token token) throws FilterSyntaxException {
    String text = token.text();
    long value = -1;
    if (text.matches("0x[0-9a-f]{1,8}")) {
      value = Long.parseLong(text, 2, text.length(), 16);
    } else if (text.matches("[0-9]{1,10}")) {
      value = Long.parseLong(text);
    }
    if (value >= 0 && value <= 0xffff_ffffL) {
      return (int) value;
    }
    throw tokens.error(token, "expected an SSRC as in 0x1a2b3c4d or 439041101");
  }

  private FilterTime time(Token token) throws FilterSyntaxException {
    try {
      return FilterTime.parse(token.text());
    } catch (IllegalArgumentException e) {
      throw tokens.error(token, e.getMessage());
    }
  }

  /** Decimal, 0 to {@code most}; -1 when it is not. */
  private static int number(String text, int most) {
    if (!text.matches("[0-9]{1,5}")) {
      return -1;
    }
    int value = Integer.parseInt(text);
    return value <= most ? value : -1;
  }

  /** A literal address; a name is never looked up. */
  private static Optional<ByteString> address(String text) {
    if (text.indexOf(':') < 0) {
      return ipv4(text);
    }
    if (!text.matches("[0-9a-f:.]{2,45}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(ByteString.copyFrom(InetAddress.getByName(text).getAddress()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static Optional<ByteString> ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] address = new byte[4];
    if (parts.length != address.length) {
      return Optional.empty();
    }
    for (int i = 0; i < address.length; i++) {
      int value = number(parts[i], 255);
      if (value < 0) {
        return Optional.empty();
      }
      address[i] = (byte) value;
    }
    return Optional.of(ByteString.copyFrom(address));
  }
}
