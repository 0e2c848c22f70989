package io.camvitals.jobs.deadletter;

import java.io.Serializable;

/** Where dead letters go; travels with the job's graph and is opened where the task runs. */
@FunctionalInterface
public interface DeadLetterChannel extends Serializable {
  /** A publisher; the caller closes it. */
  DeadLetterPublisher open();
}
