package io.camvitals.agent.command;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with arguments without repeating the credentials of a URL among them. */
final class MaskingErrors implements IParameterExceptionHandler {
  private static final Pattern CREDENTIALS = Pattern.compile("//[^/\\s'\"]*@");

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(masked(String.valueOf(exception.getMessage())));
    if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
      command.usage(err);
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  static String masked(String message) {
    return CREDENTIALS.matcher(message).replaceAll("//***@");
  }
}
