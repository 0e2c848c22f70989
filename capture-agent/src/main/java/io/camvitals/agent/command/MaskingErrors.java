package io.camvitals.agent.command;

import io.camvitals.protocol.rtsp.RtspUrl;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with arguments without repeating the credentials of a URL among them. */
final class MaskingErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(masked(String.valueOf(exception.getMessage()), arguments));
    if (!UnmatchedArgumentException.printSuggestions(exception, err)) {
      command.usage(err);
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  /** An argument with spaces in it is one word to who typed it. */
  private static String masked(String message, String... arguments) {
    String masked = message;
    for (String argument : arguments) {
      if (argument.contains("://")) {
        String word = argument.replaceAll("\\s", "_");
        masked = masked.replace(argument, RtspUrl.withoutSecrets(word));
      }
    }
    return RtspUrl.withoutSecrets(masked);
  }
}
