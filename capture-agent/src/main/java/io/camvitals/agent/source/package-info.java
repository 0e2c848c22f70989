/** Where packets come from. */
package io.camvitals.agent.source;
