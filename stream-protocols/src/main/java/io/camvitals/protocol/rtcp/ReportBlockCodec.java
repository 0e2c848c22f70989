package io.camvitals.protocol.rtcp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The blocks of an extended report, to and from bytes. */
final class ReportBlockCodec {
  private static final int HEADER_LENGTH = 4;
  private static final int ANSWER_LENGTH = 12;

  private ReportBlockCodec() {}

  /**
   * Reads a block.
   *
   * @param content all that follows the block's header, a multiple of 4 bytes
   */
  static ExtendedReportBlock read(int type, int typeSpecific, ByteBuffer content) {
    int length = content.remaining();
    return switch (type) {
      case RunLengthReport.LOSS, RunLengthReport.DUPLICATE ->
          length < 8 ? unknown(type, typeSpecific, content) : runs(type, typeSpecific, content);
      case PacketReceiptTimes.BLOCK_TYPE ->
          length < 8 ? unknown(type, typeSpecific, content) : times(typeSpecific, content);
      case ReceiverReferenceTime.BLOCK_TYPE ->
          length == 8
              ? new ReceiverReferenceTime(content.getLong())
              : unknown(type, typeSpecific, content);
      case DelaySinceLastReceiverReport.BLOCK_TYPE ->
          length % ANSWER_LENGTH == 0 ? answers(content) : unknown(type, typeSpecific, content);
      case StatisticsSummary.BLOCK_TYPE ->
          length == 4 * StatisticsSummary.WORDS
              ? summary(typeSpecific, content)
              : unknown(type, typeSpecific, content);
      case VoipMetrics.BLOCK_TYPE ->
          length == 4 * VoipMetrics.WORDS ? voip(content) : unknown(type, typeSpecific, content);
      default -> unknown(type, typeSpecific, content);
    };
  }

  private static UnknownReportBlock unknown(int type, int typeSpecific, ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return new UnknownReportBlock(type, typeSpecific, Octets.of(bytes));
  }

  private static RunLengthReport runs(int type, int typeSpecific, ByteBuffer content) {
    int ssrc = content.getInt();
    int begin = unsignedShort(content);
    int end = unsignedShort(content);
    List<Integer> chunks = new ArrayList<>(content.remaining() / 2);
    while (content.hasRemaining()) {
      chunks.add(unsignedShort(content));
    }
    return new RunLengthReport(type, typeSpecific & 0xf, ssrc, begin, end, chunks);
  }

  private static PacketReceiptTimes times(int typeSpecific, ByteBuffer content) {
    int ssrc = content.getInt();
    int begin = unsignedShort(content);
    int end = unsignedShort(content);
    List<Integer> times = new ArrayList<>(content.remaining() / 4);
    while (content.hasRemaining()) {
      times.add(content.getInt());
    }
    return new PacketReceiptTimes(typeSpecific & 0xf, ssrc, begin, end, times);
  }

  private static DelaySinceLastReceiverReport answers(ByteBuffer content) {
    List<DelaySinceLastReceiverReport.Answer> answers = new ArrayList<>();
    while (content.hasRemaining()) {
      answers.add(
          new DelaySinceLastReceiverReport.Answer(
              content.getInt(), content.getInt(), unsignedInt(content)));
    }
    return new DelaySinceLastReceiverReport(answers);
  }

  private static StatisticsSummary summary(int flags, ByteBuffer content) {
    return new StatisticsSummary(
        flags,
        content.getInt(),
        unsignedShort(content),
        unsignedShort(content),
        unsignedInt(content),
        unsignedInt(content),
        unsignedInt(content),
        unsignedInt(content),
        unsignedInt(content),
        unsignedInt(content),
        content.getInt());
  }

  private static VoipMetrics voip(ByteBuffer content) {
    VoipMetrics metrics =
        new VoipMetrics(
            content.getInt(),
            unsignedByte(content),
            unsignedByte(content),
            unsignedByte(content),
            unsignedByte(content),
            unsignedShort(content),
            unsignedShort(content),
            unsignedShort(content),
            unsignedShort(content),
            content.get(),
            content.get(),
            unsignedByte(content),
            unsignedByte(content),
            unsignedByte(content),
            unsignedByte(content),
            unsignedByte(content),
            unsignedByte(content),
            unsignedShort(content) >>> 8,
            unsignedShort(content),
            unsignedShort(content),
            unsignedShort(content));
    return metrics;
  }

  /** The whole block with its header. */
  static byte[] bytes(ExtendedReportBlock block) {
    ByteBuffer out = ByteBuffer.allocate(length(block));
    out.putInt(block.blockType() << 24 | out.limit() / 4 - 1);
    if (block instanceof RunLengthReport report) {
      out.put(1, (byte) report.thinning());
      out.putInt(report.ssrc());
      putShort(out, report.beginSequence());
      putShort(out, report.endSequence());
      report.chunks().forEach(chunk -> putShort(out, chunk));
    } else if (block instanceof PacketReceiptTimes report) {
      out.put(1, (byte) report.thinning());
      out.putInt(report.ssrc());
      putShort(out, report.beginSequence());
      putShort(out, report.endSequence());
      report.times().forEach(out::putInt);
    } else if (block instanceof ReceiverReferenceTime time) {
      out.putLong(time.ntpTimestamp());
    } else if (block instanceof DelaySinceLastReceiverReport report) {
      for (DelaySinceLastReceiverReport.Answer answer : report.answers()) {
        out.putInt(answer.ssrc());
        out.putInt(answer.lastReceiverReference());
        out.putInt((int) answer.delaySinceLastReceiverReference());
      }
    } else if (block instanceof StatisticsSummary summary) {
      put(summary, out);
    } else if (block instanceof VoipMetrics metrics) {
      put(metrics, out);
    } else if (block instanceof UnknownReportBlock unknown) {
      out.put(1, (byte) unknown.typeSpecific());
      out.put(unknown.content().toByteArray());
    }
    return out.array();
  }

  private static int length(ExtendedReportBlock block) {
    int content;
    if (block instanceof RunLengthReport report) {
      content = 8 + 2 * report.chunks().size();
    } else if (block instanceof PacketReceiptTimes report) {
      content = 8 + 4 * report.times().size();
    } else if (block instanceof ReceiverReferenceTime) {
      content = 8;
    } else if (block instanceof DelaySinceLastReceiverReport report) {
      content = ANSWER_LENGTH * report.answers().size();
    } else if (block instanceof StatisticsSummary) {
      content = 4 * StatisticsSummary.WORDS;
    } else if (block instanceof VoipMetrics) {
      content = 4 * VoipMetrics.WORDS;
    } else {
      content = ((UnknownReportBlock) block).content().length();
    }
    return HEADER_LENGTH + content;
  }

  private static void put(StatisticsSummary summary, ByteBuffer out) {
    out.put(1, (byte) summary.flags());
    out.putInt(summary.ssrc());
    putShort(out, summary.beginSequence());
    putShort(out, summary.endSequence());
    out.putInt((int) summary.lost());
    out.putInt((int) summary.duplicates());
    out.putInt((int) summary.minimumJitter());
    out.putInt((int) summary.maximumJitter());
    out.putInt((int) summary.meanJitter());
    out.putInt((int) summary.jitterDeviation());
    out.putInt(summary.timeToLive());
  }

  private static void put(VoipMetrics metrics, ByteBuffer out) {
    out.putInt(metrics.ssrc());
    out.put((byte) metrics.lossRate()).put((byte) metrics.discardRate());
    out.put((byte) metrics.burstDensity()).put((byte) metrics.gapDensity());
    putShort(out, metrics.burstDurationMs());
    putShort(out, metrics.gapDurationMs());
    putShort(out, metrics.roundTripDelayMs());
    putShort(out, metrics.endSystemDelayMs());
    out.put((byte) metrics.signalLevel()).put((byte) metrics.noiseLevel());
    out.put((byte) metrics.residualEchoReturnLoss()).put((byte) metrics.gmin());
    out.put((byte) metrics.rFactor()).put((byte) metrics.externalRFactor());
    out.put((byte) metrics.mosListening()).put((byte) metrics.mosConversational());
    putShort(out, metrics.receiverConfiguration() << 8);
    putShort(out, metrics.jitterBufferNominalMs());
    putShort(out, metrics.jitterBufferMaximumMs());
    putShort(out, metrics.jitterBufferAbsoluteMaximumMs());
  }

  private static void putShort(ByteBuffer out, int value) {
    out.putShort((short) value);
  }

  private static int unsignedByte(ByteBuffer in) {
    return in.get() & 0xff;
  }

  private static int unsignedShort(ByteBuffer in) {
    return in.getShort() & 0xffff;
  }

  private static long unsignedInt(ByteBuffer in) {
    return in.getInt() & 0xffff_ffffL;
  }
}
