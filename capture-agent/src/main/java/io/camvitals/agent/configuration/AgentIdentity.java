package io.camvitals.agent.configuration;

/**
 * Who the agent is and where it answers.
 *
 * @param site the operator's name of the location
 * @param name unique within the site
 * @param httpAddress where metrics and health are served
 * @param httpPort 0 for any free port
 */
public record AgentIdentity(String site, String name, String httpAddress, int httpPort) {}
