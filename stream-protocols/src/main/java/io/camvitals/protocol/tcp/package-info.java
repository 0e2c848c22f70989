/**
 * TCP as a listener on the path sees it: segments, the bytes of each direction in order, and what
 * sequence numbers, acknowledgements and windows tell of the network's health. Nothing here opens a
 * connection.
 */
package io.camvitals.protocol.tcp;
