/** Stations of wireless networks. */
package io.camvitals.jobs.wireless;
