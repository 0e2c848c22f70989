/** All that is done with captured packets, wherever they come from. */
package io.camvitals.agent.source.capture;
