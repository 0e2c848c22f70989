package io.camvitals.simulator.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PROFILE_H264_CONSTRAINED_BASELINE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * Turns pictures into H.264 access units with libopenh264: one slice a picture, constrained
 * baseline, no picture delayed. Its native memory is freed by {@link #close}.
 */
final class PictureEncoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private long nextTimestamp;

  /**
   * Opens an encoder.
   *
   * @param bitrate aim of the rate control in bit/s
   * @throws IOException when FFmpeg refuses, with its reason
   */
  PictureEncoder(int width, int height, int frameRate, int bitrate) throws IOException {
    av_log_set_level(AV_LOG_ERROR);
    AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
    if (codec == null) {
      throw new IOException("this build of FFmpeg has no libopenh264");
    }
    context = avcodec_alloc_context3(codec);
    frame = av_frame_alloc();
    packet = av_packet_alloc();
    context
        .width(width)
        .height(height)
        .pix_fmt(AV_PIX_FMT_YUV420P)
        .time_base(av_make_q(1, frameRate))
        .framerate(av_make_q(frameRate, 1))
        .bit_rate(bitrate)
        .gop_size(1000)
        .slices(1)
        .thread_count(1)
        .profile(AV_PROFILE_H264_CONSTRAINED_BASELINE);
    frame.width(width).height(height).format(AV_PIX_FMT_YUV420P);
    try (AVDictionary options = new AVDictionary(null)) {
      av_dict_set(options, "rc_mode", "bitrate", 0);
      av_dict_set(options, "allow_skip_frames", "0", 0);
      require(avcodec_open2(context, codec, options), "cannot open libopenh264");
      av_dict_free(options);
      require(av_frame_get_buffer(frame, 0), "cannot allocate a picture");
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /**
   * Encodes one picture.
   *
   * @param keyFrame whether it begins a new GOP
   * @return the NAL units of its access unit, parameter sets included in a key frame
   */
  List<byte[]> encode(Picture picture, boolean keyFrame) throws IOException {
    require(av_frame_make_writable(frame), "cannot write a picture");
    copy(picture.luma(), 0, picture.width());
    copy(picture.cb(), 1, picture.width() / 2);
    copy(picture.cr(), 2, picture.width() / 2);
    frame.pts(nextTimestamp++);
    frame.pict_type(keyFrame ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
    require(avcodec_send_frame(context, frame), "cannot encode a picture");
    require(avcodec_receive_packet(context, packet), "no access unit for a picture");
    byte[] stream = new byte[packet.size()];
    packet.data().capacity(packet.size()).get(stream);
    av_packet_unref(packet);
    return AnnexB.split(stream);
  }

  private void copy(byte[] plane, int index, int width) {
    int stride = frame.linesize(index);
    int lines = plane.length / width;
    BytePointer target = new BytePointer(frame.data(index)).capacity((long) stride * lines);
    for (int line = 0; line < lines; line++) {
      target.position((long) line * stride).put(plane, line * width, width);
    }
  }

  private static void require(int result, String what) throws IOException {
    if (result < 0) {
      byte[] reason = new byte[128];
      av_strerror(result, reason, reason.length);
      throw new IOException(
          what + ": " + new String(reason, StandardCharsets.UTF_8).replace("\0", ""));
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
