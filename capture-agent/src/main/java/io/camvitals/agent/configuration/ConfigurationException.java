package io.camvitals.agent.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. The message names everything that is wrong, one to a line. */
public final class ConfigurationException extends Exception {
  private final transient List<ConfigurationProblem> problems;

  ConfigurationException(String file, List<ConfigurationProblem> problems) {
    super(problems.stream().map(problem -> problem.text(file)).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Everything that is wrong, in the order of the file. */
  public List<ConfigurationProblem> problems() {
    return problems;
  }
}
