package io.camvitals.metrics;

/** One kind of number within {@link Figures}; implemented by enums. */
public interface Figure {
  /** How two spans' numbers become that of both. */
  enum Kind {
    /** They add up; nothing seen is 0. */
    SUM,
    /** The higher one holds; unknown is -1. */
    MAXIMUM,
    /** The lower one holds; unknown is -1. Such numbers are never negative. */
    MINIMUM
  }

  Kind kind();
}
