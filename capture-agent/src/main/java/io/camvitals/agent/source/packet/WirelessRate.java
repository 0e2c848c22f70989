package io.camvitals.agent.source.packet;

/**
 * Rates of IEEE 802.11 HT, VHT and HE transmissions by their modulation and coding scheme (IEEE
 * 802.11-2020 sections 19.5 and 21.5, 802.11ax-2021 section 27.5).
 */
final class WirelessRate {
  /** Bits for each subcarrier and symbol after coding, in sixths, of MCS 0 to 11. */
  private static final int[] SIXTH_BITS = {3, 6, 9, 12, 18, 24, 27, 30, 36, 40, 45, 50};

  private static final int[] HT_SUBCARRIERS = {52, 108};
  private static final int[] VHT_SUBCARRIERS = {52, 108, 234, 468};
  private static final int[] HE_SUBCARRIERS = {234, 468, 980, 1960};
  private static final int[] HE_SYMBOL_NS = {13_600, 14_400, 16_000};
  private static final int SYMBOL_NS = 4_000;
  private static final int SHORT_SYMBOL_NS = 3_600;

  private WirelessRate() {}

  /** Kilobits per second; 0 for a scheme that does not exist. */
  static int ht(int mcs, boolean wide, boolean shortGuard) {
    return mcs > 31
        ? 0
        : kbps(HT_SUBCARRIERS[wide ? 1 : 0], mcs & 7, mcs / 8 + 1, symbolNs(shortGuard));
  }

  /**
   * Kilobits per second; 0 for a scheme that does not exist.
   *
   * @param width 0 for 20 MHz to 3 for 160 MHz
   */
  static int vht(int mcs, int streams, int width, boolean shortGuard) {
    return mcs > 9 ? 0 : kbps(VHT_SUBCARRIERS[width], mcs, streams, symbolNs(shortGuard));
  }

  /**
   * Kilobits per second; 0 for a scheme that does not exist.
   *
   * @param width 0 for 20 MHz to 3 for 160 MHz
   * @param guard interval: 0 for 0.8, 1 for 1.6, 2 for 3.2 microseconds
   */
  static int he(int mcs, int streams, int width, int guard) {
    return mcs > 11 || guard > 2
        ? 0
        : kbps(HE_SUBCARRIERS[width], mcs, streams, HE_SYMBOL_NS[guard]);
  }

  private static int symbolNs(boolean shortGuard) {
    return shortGuard ? SHORT_SYMBOL_NS : SYMBOL_NS;
  }

  private static int kbps(int subcarriers, int mcs, int streams, int symbolNs) {
    return (int) (1_000_000L * subcarriers * SIXTH_BITS[mcs] * streams / (6L * symbolNs));
  }
}
