/** Pages of HTML that need nothing but themselves. */
package io.camvitals.agent.analyze.html;
