package io.camvitals.simulator;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with arguments without repeating a URL among them, which may hold a password.
 */
final class UrlHidingErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(hidden(String.valueOf(exception.getMessage()), arguments));
    if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
      command.usage(err);
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String hidden(String message, String... arguments) {
    String hidden = message;
    for (String argument : arguments) {
      int scheme = argument.indexOf("://");
      if (scheme >= 0) {
        hidden = hidden.replace(argument.substring(scheme), "://***");
      }
    }
    return hidden;
  }
}
