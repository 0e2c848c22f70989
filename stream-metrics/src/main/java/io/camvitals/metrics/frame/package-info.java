/** Frames of a video stream: their kinds and sizes, and what a loss spoils. */
package io.camvitals.metrics.frame;
