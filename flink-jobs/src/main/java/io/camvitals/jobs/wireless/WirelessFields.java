package io.camvitals.jobs.wireless;

import static io.camvitals.event.document.WirelessField.*;

import io.camvitals.event.document.DocumentKind;
import io.camvitals.event.v1.WirelessEvent;
import io.camvitals.jobs.document.CommonFields;
import io.camvitals.jobs.document.DocumentBuilder;

/** Makes a document of a window of a station. */
final class WirelessFields {
  private static final double NS_PER_S = 1e9;

  private WirelessFields() {}

  static DocumentBuilder document(WirelessEvent sum, long startNs, long lengthNs) {
    DocumentBuilder document = CommonFields.window(DocumentKind.WIRELESS, startNs, lengthNs);
    CommonFields.putObserver(document, sum.getVantagePoint());
    return document
        .putText(SOURCE_MAC, sum.getTransmitter())
        .putIf(sum.getChannelsCount() > 0, WIRELESS_CHANNELS, sum.getChannelsList())
        .put(WIRELESS_FRAMES, sum.getFrames())
        .put(WIRELESS_DAMAGED, sum.getDamaged())
        .put(WIRELESS_BYTES, sum.getBytes())
        .put(WIRELESS_BITRATE_BPS, 8 * sum.getBytes() * NS_PER_S / lengthNs)
        .put(WIRELESS_DATA_FRAMES, sum.getDataFrames())
        .put(WIRELESS_RETRIES, sum.getRetries())
        .putIf(
            sum.getDataFrames() > 0,
            WIRELESS_RETRY_RATIO,
            (double) sum.getRetries() / sum.getDataFrames())
        .put(WIRELESS_ENCRYPTED, sum.getEncrypted())
        .putIf(sum.hasSignalMeanDbm(), WIRELESS_SIGNAL_MEAN_DBM, sum.getSignalMeanDbm())
        .putIf(sum.hasSignalMinDbm(), WIRELESS_SIGNAL_MIN_DBM, sum.getSignalMinDbm())
        .putIf(sum.hasSignalMaxDbm(), WIRELESS_SIGNAL_MAX_DBM, sum.getSignalMaxDbm())
        .putIf(sum.hasNoiseMeanDbm(), WIRELESS_NOISE_MEAN_DBM, sum.getNoiseMeanDbm())
        .putIf(sum.hasRateMeanKbps(), WIRELESS_RATE_MEAN_KBPS, sum.getRateMeanKbps())
        .putIf(sum.hasRateMinKbps(), WIRELESS_RATE_MIN_KBPS, sum.getRateMinKbps())
        .putIf(sum.hasRateMaxKbps(), WIRELESS_RATE_MAX_KBPS, sum.getRateMaxKbps());
  }
}
