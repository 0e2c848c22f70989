package io.camvitals.agent.source.packet;

/**
 * A reusable view of what an IEEE 802.11 frame shows in the clear, encrypted or not, and of what
 * the capturing radio noted about it. Nothing of it may be kept after the call that handed it over.
 */
public final class WirelessFrame {
  /** What {@link #signalDbm} and {@link #noiseDbm} give when the radio did not say. */
  public static final int UNKNOWN_DBM = Integer.MIN_VALUE;

  /** The kinds of frame (IEEE 802.11-2020 section 9.2.4.1.3). */
  public enum Type {
    MANAGEMENT,
    CONTROL,
    DATA,
    EXTENSION
  }

  private static final Type[] TYPES = Type.values();
  private static final int TO_DISTRIBUTION = 0x01;
  private static final int FROM_DISTRIBUTION = 0x02;
  private static final int MORE_FRAGMENTS = 0x04;
  private static final int RETRY = 0x08;
  private static final int PROTECTED = 0x40;
  private static final int ORDER = 0x80;

  private long timestampNs;
  private int control;
  private int flags;
  private int length;
  private long transmitter;
  private int signalDbm;
  private int noiseDbm;
  private int rateKbps;
  private int frequencyMhz;
  private boolean checkSequencePresent;
  private boolean damaged;
  private boolean padded;

  /** Forgets the frame before. */
  void begin(long timestampNs) {
    this.timestampNs = timestampNs;
    signalDbm = UNKNOWN_DBM;
    noiseDbm = UNKNOWN_DBM;
    rateKbps = 0;
    frequencyMhz = 0;
    checkSequencePresent = false;
    damaged = false;
    padded = false;
  }

  /**
   * Sets what the frame itself says.
   *
   * @param control the first, {@code flags} the second byte of its frame control field
   * @param length of the frame in bytes, without what the capture put before it
   * @param transmitter its second address; -1 when it has none
   */
  void setFrame(int control, int flags, int length, long transmitter) {
    this.transmitter = hasTransmitter(control) ? transmitter : -1;
    this.control = control;
    this.flags = flags;
    this.length = length;
  }

  void setSignalDbm(int signalDbm) {
    this.signalDbm = signalDbm;
  }

  void setNoiseDbm(int noiseDbm) {
    this.noiseDbm = noiseDbm;
  }

  void setRateKbps(int rateKbps) {
    this.rateKbps = rateKbps;
  }

  void setFrequencyMhz(int frequencyMhz) {
    this.frequencyMhz = frequencyMhz;
  }

  void setCheckSequencePresent(boolean present) {
    checkSequencePresent = present;
  }

  void setDamaged(boolean damaged) {
    this.damaged = damaged;
  }

  void setPadded(boolean padded) {
    this.padded = padded;
  }

  /** Time of capture, nanoseconds since the Unix epoch. */
  public long timestampNs() {
    return timestampNs;
  }

  public Type type() {
    return TYPES[control >>> 2 & 3];
  }

  /** The subtype within the {@link #type}, 0 to 15. */
  public int subtype() {
    return control >>> 4 & 0xf;
  }

  /** Whether the sender says that it sent this frame before. */
  public boolean retry() {
    return (flags & RETRY) != 0;
  }

  /** Whether the body is said to be encrypted. */
  public boolean isProtected() {
    return (flags & PROTECTED) != 0;
  }

  /** Bytes of the frame, its check sequence included where the capture holds it. */
  public int length() {
    return length;
  }

  /** Received signal power in dBm; {@link #UNKNOWN_DBM} when the radio did not say. */
  public int signalDbm() {
    return signalDbm;
  }

  /** Noise power in dBm; {@link #UNKNOWN_DBM} when the radio did not say. */
  public int noiseDbm() {
    return noiseDbm;
  }

  /** Rate at which the frame was sent, kilobits per second; 0 when not known. */
  public int rateKbps() {
    return rateKbps;
  }

  /** Centre frequency of the channel in MHz; 0 when not known. */
  public int frequencyMhz() {
    return frequencyMhz;
  }

  /** Number of the channel (IEEE 802.11-2020 annex E); 0 when not known. */
  public int channel() {
    if (frequencyMhz == 2484) {
      return 14;
    }
    if (frequencyMhz >= 2412 && frequencyMhz <= 2472) {
      return (frequencyMhz - 2407) / 5;
    }
    if (frequencyMhz >= 5955 && frequencyMhz <= 7115) {
      return (frequencyMhz - 5950) / 5;
    }
    return frequencyMhz >= 5160 && frequencyMhz <= 5885 ? (frequencyMhz - 5000) / 5 : 0;
  }

  /** Whether the radio received it with a wrong check sequence, so that any bit may be wrong. */
  public boolean damaged() {
    return damaged;
  }

  /** The 48 bits of the address of the station that sent it; -1 when the frame does not say. */
  public long transmitter() {
    return transmitter;
  }

  /** Clear-to-send and acknowledgement are the frames with one address only. */
  private static boolean hasTransmitter(int control) {
    boolean isControl = TYPES[control >>> 2 & 3] == Type.CONTROL;
    int subtype = control >>> 4 & 0xf;
    return !isControl || subtype != 12 && subtype != 13;
  }

  boolean checkSequencePresent() {
    return checkSequencePresent;
  }

  /** Whether the capture padded the header to a multiple of 4 bytes. */
  boolean padded() {
    return padded;
  }

  int version() {
    return control & 3;
  }

  boolean isFourAddress() {
    return (flags & (TO_DISTRIBUTION | FROM_DISTRIBUTION)) == (TO_DISTRIBUTION | FROM_DISTRIBUTION);
  }

  boolean moreFragments() {
    return (flags & MORE_FRAGMENTS) != 0;
  }

  /** Whether a data frame has a QoS control field. */
  boolean isQos() {
    return (subtype() & 8) != 0;
  }

  /** Whether a data frame has no body. */
  boolean isNull() {
    return (subtype() & 4) != 0;
  }

  /** Whether a QoS frame has an HT control field. */
  boolean hasHtControl() {
    return isQos() && (flags & ORDER) != 0;
  }
}
