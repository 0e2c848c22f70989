/** What the agent says of itself: heartbeats, metrics, health. */
package io.camvitals.agent.health;
