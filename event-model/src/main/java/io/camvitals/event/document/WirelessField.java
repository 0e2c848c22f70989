package io.camvitals.event.document;

/**
 * The fields of a document of one window of one station of a wireless network (IEEE 802.11),
 * besides {@link CommonField}.
 */
public enum WirelessField implements DocumentField {
  /** MAC address of the station; absent for all frames whose sender is not known. */
  SOURCE_MAC("source.mac"),
  /** Numbers of the channels. */
  WIRELESS_CHANNELS("wireless.channels"),
  /** Frames received, the damaged ones included. */
  WIRELESS_FRAMES("wireless.frames"),
  /** Frames with a wrong check sequence; they are in none of the other figures. */
  WIRELESS_DAMAGED("wireless.damaged"),
  /** Bytes of frames. */
  WIRELESS_BYTES("wireless.bytes"),
  /** Bytes by arrival, bits per second of the window. */
  WIRELESS_BITRATE_BPS("wireless.bitrate_bps"),
  /** Frames of type data. */
  WIRELESS_DATA_FRAMES("wireless.data_frames"),
  /** Data frames that the station says it sent before. */
  WIRELESS_RETRIES("wireless.retries"),
  /** Retries of data frames, 0 to 1; absent without any. */
  WIRELESS_RETRY_RATIO("wireless.retry_ratio"),
  /** Data frames whose body is protected. */
  WIRELESS_ENCRYPTED("wireless.encrypted"),
  /** Received power, dBm; mean of the dBm values. */
  WIRELESS_SIGNAL_MEAN_DBM("wireless.signal.mean_dbm"),
  WIRELESS_SIGNAL_MIN_DBM("wireless.signal.min_dbm"),
  WIRELESS_SIGNAL_MAX_DBM("wireless.signal.max_dbm"),
  /** Noise power, dBm; mean of the dBm values. */
  WIRELESS_NOISE_MEAN_DBM("wireless.noise.mean_dbm"),
  /** Rate at which data frames were sent, kilobits per second. */
  WIRELESS_RATE_MEAN_KBPS("wireless.rate.mean_kbps"),
  WIRELESS_RATE_MIN_KBPS("wireless.rate.min_kbps"),
  WIRELESS_RATE_MAX_KBPS("wireless.rate.max_kbps");

  private final String fieldName;

  WirelessField(String fieldName) {
    this.fieldName = fieldName;
  }

  @Override
  public String fieldName() {
    return fieldName;
  }
}
