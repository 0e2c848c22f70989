/** Where in a capture something happened, and how a stream's figures went over time. */
package io.camvitals.agent.analyze.trace;
