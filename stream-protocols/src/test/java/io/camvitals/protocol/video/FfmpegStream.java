package io.camvitals.protocol.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.protocol.rtp.PacketKind;
import io.camvitals.protocol.sdp.MediaDescription;
import io.camvitals.protocol.sdp.SdpFormatException;
import io.camvitals.protocol.sdp.SessionDescription;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The RTP packets that FFmpeg makes of a media file, and what ffprobe says of that file. */
public final class FfmpegStream {
  private static final int LARGEST = 65_536;

  private final List<ByteBuffer> packets;
  private final MediaDescription description;

  private FfmpegStream(List<ByteBuffer> packets, MediaDescription description) {
    this.packets = packets;
    this.description = description;
  }

  /** The RTP packets in order. */
  public List<ByteBuffer> packets() {
    return packets;
  }

  public MediaDescription description() {
    return description;
  }

  /** Runs FFmpeg to make a file; arguments but for the overwriting and the log. */
  public static void make(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "error", "-y"));
    command.addAll(arguments);
    run(command);
  }

  /** Sends the first stream of a file over the loopback, four times as fast as it plays. */
  public static FfmpegStream of(Path file, Path sdp, String... outputOptions)
      throws IOException, InterruptedException, SdpFormatException {
    try (DatagramSocket socket = new DatagramSocket(null)) {
      socket.setReceiveBufferSize(4 << 20);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setSoTimeout(200);
      List<String> command =
          new ArrayList<>(
              List.of(
                  "ffmpeg",
                  "-nostdin",
                  "-loglevel",
                  "error",
                  "-readrate",
                  "4",
                  "-i",
                  file.toString(),
                  "-c",
                  "copy"));
      command.addAll(List.of(outputOptions));
      command.addAll(
          List.of(
              "-sdp_file",
              sdp.toString(),
              "-f",
              "rtp",
              "rtp://127.0.0.1:" + socket.getLocalPort() + "?rtcpport=9"));
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      List<ByteBuffer> packets = new ArrayList<>();
      byte[] bytes = new byte[LARGEST];
      boolean ended = false;
      while (true) {
        DatagramPacket datagram = new DatagramPacket(bytes, bytes.length);
        try {
          socket.receive(datagram);
        } catch (SocketTimeoutException e) {
          if (ended) {
            break;
          }
          ended = !process.isAlive();
          continue;
        }
        ByteBuffer packet = ByteBuffer.wrap(Arrays.copyOf(bytes, datagram.getLength()));
        if (PacketKind.of(packet, 0, packet.limit()) == PacketKind.RTP) {
          packets.add(packet);
        }
      }
      assertThat(process.waitFor()).as("FFmpeg's exit").isZero();
      return new FfmpegStream(
          packets, SessionDescription.parse(Files.readString(sdp)).media().get(0));
    }
  }

  /** One line for each frame or packet, the entries with commas between. */
  public static List<String> probe(Path file, String section, String entries)
      throws IOException, InterruptedException {
    return run(
        List.of(
            "ffprobe",
            "-loglevel",
            "error",
            "-show_entries",
            section + "=" + entries,
            "-of",
            "csv=print_section=0",
            file.toString()));
  }

  private static List<String> run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s", command).isZero();
    return output.lines().filter(line -> !line.isBlank()).toList();
  }
}
