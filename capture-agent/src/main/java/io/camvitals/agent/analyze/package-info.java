/** Measures the streams of capture files, and reports them as a table, JSON or CSV. */
package io.camvitals.agent.analyze;
