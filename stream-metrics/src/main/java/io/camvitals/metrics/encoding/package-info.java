/** How numbers are written and read back. */
package io.camvitals.metrics.encoding;
