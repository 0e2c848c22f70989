/** HTTP as a listener sees it: the heads of messages, and where their bodies end. */
package io.camvitals.protocol.http;
