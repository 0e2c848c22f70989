package io.camvitals.simulator.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg's own decoder, which refuses any error in the stream. */
final class H264Decoder implements AutoCloseable {
  private static final int ANY_ERROR = 0xffff;

  private final AVCodecContext context =
      avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264));
  private final AVPacket packet = av_packet_alloc();
  private final AVFrame frame = av_frame_alloc();

  H264Decoder() {
    context.thread_count(1).err_recognition(ANY_ERROR);
    context.flags(1 << 19);
    if (avcodec_open2(context, context.codec(), (AVDictionary) null) < 0) {
      throw new IllegalStateException("no decoder");
    }
  }

  /** A decoded picture's luma. */
  record Luma(int width, int height, ByteBuffer pixels, int stride) {}

  /** The picture of an access unit; empty when the decoder holds it back. */
  Optional<Luma> decode(List<byte[]> units) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (byte[] unit : units) {
      stream.writeBytes(new byte[] {0, 0, 0, 1});
      stream.writeBytes(unit);
    }
    byte[] bytes = stream.toByteArray();
    try (BytePointer data = new BytePointer(bytes.length + 64L)) {
      data.put(bytes);
      packet.data(data).size(bytes.length);
      int sent = avcodec_send_packet(context, packet);
      if (sent < 0) {
        throw new IllegalStateException("the decoder refused an access unit: " + sent);
      }
    }
    if (avcodec_receive_frame(context, frame) < 0) {
      return Optional.empty();
    }
    if (frame.decode_error_flags() != 0) {
      throw new IllegalStateException("damaged picture: " + frame.decode_error_flags());
    }
    int stride = frame.linesize(0);
    ByteBuffer pixels =
        new BytePointer(frame.data(0)).capacity((long) stride * frame.height()).asByteBuffer();
    return Optional.of(new Luma(frame.width(), frame.height(), pixels, stride));
  }

  @Override
  public void close() {
    av_frame_free(frame);
    av_packet_free(packet);
    avcodec_free_context(context);
  }
}
