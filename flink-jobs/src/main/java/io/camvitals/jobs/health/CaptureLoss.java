package io.camvitals.jobs.health;

/** A time in which an interface may have missed packets of any of its streams. A Flink POJO. */
public final class CaptureLoss {
  /** The key of the vantage point. */
  public String vantagePoint;

  /** Nanoseconds since the Unix epoch, agent's clock. */
  public long fromNs;

  public long toNs;

  /** Packets that the kernel dropped in that time, of all streams together. */
  public long kernelDropped;

  /** Packets that the interface or its driver dropped. */
  public long deviceDropped;

  /** The interface was down or not open. */
  public boolean down;

  /** For Flink. */
  public CaptureLoss() {}

  public CaptureLoss(
      String vantagePoint,
      long fromNs,
      long toNs,
      long kernelDropped,
      long deviceDropped,
      boolean down) {
    this.vantagePoint = vantagePoint;
    this.fromNs = fromNs;
    this.toNs = toNs;
    this.kernelDropped = kernelDropped;
    this.deviceDropped = deviceDropped;
    this.down = down;
  }
}
