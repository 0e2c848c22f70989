package io.camvitals.benchmarks.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ffmpeg that receives the same cameras in one process, puts their frames together and throws them
 * away: {@code -c copy -f null}.
 */
final class FfmpegPeer {
  private static final Pattern VIDEO = Pattern.compile("video:(\\d+)Ki?B");

  private FfmpegPeer() {}

  static List<String> command(Collection<String> urls, Transport transport) {
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-hide_banner"));
    command.addAll(List.of("-loglevel", "info", "-nostats"));
    for (String url : urls) {
      command.addAll(List.of("-rtsp_transport", transport.toString(), "-i", url));
    }
    for (int i = 0; i < urls.size(); i++) {
      command.addAll(List.of("-map", Integer.toString(i)));
    }
    command.addAll(List.of("-c", "copy", "-f", "null", "-"));
    return command;
  }

  static ChildProgram start(Path directory, Collection<String> urls, Transport transport)
      throws IOException {
    return new ChildProgram("ffmpeg", directory, command(urls, transport));
  }

  /**
   * The bytes of video that it copied, as it says when it ends.
   *
   * @throws IOException when it does not say
   */
  static long copiedBytes(String log) throws IOException {
    // It writes kB for what are KiB before version 7.
    Matcher matcher = VIDEO.matcher(log.replace("kB", "KiB"));
    if (!matcher.find()) {
      throw new IOException("ffmpeg does not say what it copied:\n" + log);
    }
    return 1_024 * Long.parseLong(matcher.group(1));
  }
}
