package io.camvitals.jobs.quality;

/** One window of one stream, as it leaves the meter. A Flink POJO. */
public final class StreamQualityResult {
  /** The stream's key, as it was in Kafka. */
  public byte[] key;

  /** The bytes of a {@code StreamQuality}. */
  public byte[] value;

  /** Of two results for one window, the one with the higher revision knows more. */
  public long revision;

  /** For Flink. */
  public StreamQualityResult() {}

  public StreamQualityResult(byte[] key, byte[] value, long revision) {
    this.key = key;
    this.value = value;
    this.revision = revision;
  }
}
