package io.camvitals.jobs.quality;

import io.camvitals.event.Topic;
import io.camvitals.event.v1.FrameEvent;
import io.camvitals.event.v1.FrameState;
import io.camvitals.event.v1.PictureType;
import io.camvitals.event.v1.RtcpEvent;
import io.camvitals.event.v1.StreamIdentity;
import io.camvitals.event.v1.StreamQuality;
import io.camvitals.jobs.kafka.KafkaRecord;
import java.util.function.UnaryOperator;

/** Parts of the windows of one stream, as they come from the other stages and topics. */
final class TestParts {
  static final long WINDOW = StreamQualityFunction.DOCUMENT_NS;
  private static final long SECONDS_FROM_1900 = 2_208_988_800L;

  final TestStream stream;
  private final StreamIdentity identity;

  TestParts(TestStream stream) {
    this.stream = stream;
    this.identity = stream.identity;
  }

  /** The packets of a window, counted from {@link TestStream#START_NS}. */
  StreamPart packets(int window, long packets, long revision) {
    StreamQuality quality =
        StreamQuality.newBuilder()
            .setStream(identity)
            .setWindowStartNs(TestStream.START_NS + window * WINDOW)
            .setResolutionNs(WINDOW)
            .setPackets(packets)
            .setExpected(packets + 3)
            .setLost(3)
            .setCaptureComplete(true)
            .build();
    return StreamPart.of(new StreamQualityResult(stream.key(), quality.toByteArray(), revision));
  }

  StreamPart record(Topic topic, byte[] value) {
    return StreamPart.of(new KafkaRecord(stream.key(), value, topic.topicName(), 0, 0));
  }

  StreamPart rtcp(RtcpEvent.Builder event, long arrivalNs) {
    return record(
        Topic.RTCP, event.setStream(identity).setArrivalNs(arrivalNs).build().toByteArray());
  }

  /** A sender report with a CNAME; the camera's clock is ahead by so much. */
  StreamPart senderReport(long arrivalNs, long aheadNs) {
    long ns = arrivalNs + aheadNs;
    long seconds = ns / TestStream.SECOND + SECONDS_FROM_1900;
    long fraction = (ns % TestStream.SECOND << 32) / TestStream.SECOND;
    return rtcp(
        RtcpEvent.newBuilder()
            .setCname("camera@192.0.2.7")
            .setSenderSsrc(identity.getSsrc())
            .setSenderReport(
                RtcpEvent.SenderReport.newBuilder()
                    .setSsrc(identity.getSsrc())
                    .setNtpTimestamp(seconds << 32 | fraction)),
        arrivalNs);
  }

  /** A frame that began so long after the start; whole, and predicted unless it is a key frame. */
  StreamPart frame(int number, long afterNs, UnaryOperator<FrameEvent.Builder> change) {
    FrameEvent.Builder frame =
        change.apply(
            FrameEvent.newBuilder()
                .setStream(identity)
                .setFirstArrivalNs(TestStream.START_NS + afterNs)
                .setLastArrivalNs(TestStream.START_NS + afterNs + TestStream.MS)
                .setPackets(1)
                .setComplete(true)
                .setState(FrameState.FRAME_STATE_INTACT)
                .setEventNumber(number));
    frame.setPictureType(
        frame.getKeyFrame() ? PictureType.PICTURE_TYPE_INTRA : PictureType.PICTURE_TYPE_PREDICTED);
    return record(Topic.FRAMES, frame.build().toByteArray());
  }

  /** A receiver's report; its answer was given so long after the report that it names. */
  StreamPart receiverReport(
      long arrivalNs, int highest, int lost, long senderReportNs, long aheadNs, long keptNs) {
    long ns = senderReportNs + aheadNs;
    long seconds = ns / TestStream.SECOND + SECONDS_FROM_1900;
    long fraction = (ns % TestStream.SECOND << 32) / TestStream.SECOND;
    return rtcp(
        RtcpEvent.newBuilder()
            .setSenderSsrc(77)
            .addReceptionReport(
                RtcpEvent.ReceptionReport.newBuilder()
                    .setReporterSsrc(77)
                    .setSsrc(identity.getSsrc())
                    .setExtendedHighestSequence(highest)
                    .setCumulativeLost(lost)
                    .setFractionLost(64)
                    .setInterarrivalJitter(180)
                    .setLastSenderReport((int) ((seconds << 32 | fraction) >>> 16))
                    .setDelaySinceLastSenderReport((int) (keptNs * 65_536 / TestStream.SECOND))),
        arrivalNs);
  }
}
