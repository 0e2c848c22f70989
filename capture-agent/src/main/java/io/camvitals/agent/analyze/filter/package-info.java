/** Which part of a capture is to be shown: the expressions of {@code --filter}. */
package io.camvitals.agent.analyze.filter;
