/**
 * What each camera is and what befalls it: the plan file, named faults, and the default cameras.
 */
package io.camvitals.simulator.plan;
