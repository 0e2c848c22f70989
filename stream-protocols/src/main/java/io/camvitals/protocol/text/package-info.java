/** Messages of start line and header fields, as HTTP and SIP have them in common (RFC 5322). */
package io.camvitals.protocol.text;
