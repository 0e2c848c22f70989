/**
 * What is measured of an MPEG transport stream: the checks of ETSI TR 101 290 that can be made of
 * packets and their arrival, and the media delivery index (RFC 4445).
 */
package io.camvitals.metrics.mpegts;
