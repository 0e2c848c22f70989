/** The agent's one configuration file, {@code camvitals.yml}: read, checked and typed. */
package io.camvitals.agent.configuration;
