/** Log lines for what repeats. */
package io.camvitals.agent.logging;
