/** The test picture: drawn, encoded once, kept as clips, and read back. */
package io.camvitals.simulator.media;
