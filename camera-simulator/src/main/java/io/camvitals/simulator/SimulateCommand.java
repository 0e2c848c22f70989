package io.camvitals.simulator;

import io.camvitals.simulator.media.ClipCache;
import io.camvitals.simulator.plan.CameraPlan;
import io.camvitals.simulator.plan.PlanException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code camvitals simulate}. */
@Command(
    name = "camvitals simulate",
    mixinStandardHelpOptions = true,
    version = "camvitals simulate 0.1.0-SNAPSHOT",
    sortOptions = false,
    description = {
      "Simulates CCTV cameras that any RTSP player can open, with faults by plan, and writes down"
          + " the truth about each packet.",
      "",
      "When it listens it prints one JSON line with the cameras' URLs. It reads commands from"
          + " standard input, one a line: 'quiesce' (make no more packets, keep the sessions, print"
          + " {\"event\":\"quiesced\"} when all is sent) and 'stop'. SIGTERM stops it too.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped as asked",
      "1:port in use, truth file or video could not be written",
      "2:wrong options or plan"
    },
    footer = {
      "",
      "Examples:",
      "  camvitals simulate --cameras 8 --seed 7 --truth truth.jsonl",
      "  camvitals simulate --fault cam-1=burst-loss --fault cam-2=frozen --cameras 2",
      "  ffplay -rtsp_transport udp rtsp://127.0.0.1:8554/cam-1"
    })
public final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CameraOptions cameraOptions;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Local address to listen on; 0.0.0.0 for all (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "8554",
      description = "RTSP port, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--truth",
      paramLabel = "FILE",
      description = "Write what really left, one JSON line per second and session. Overwritten.")
  private Path truth;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "Stop by itself after this time, like 90s or 5min.")
  private Duration duration;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Where the encoded video is kept (default: .camvitals/cache in the checkout, else"
              + " camvitals in the user's cache directory).")
  private Path cache;

  /** Entry of the process. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SimulateCommand())
            .setParameterExceptionHandler(new UrlHidingErrors())
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, SocketException {
    List<CameraPlan> plans;
    long seed;
    try {
      CameraOptions.Choice choice = cameraOptions.choose();
      plans = choice.cameras();
      seed = choice.seed();
    } catch (PlanException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    if (port < 0 || port > 0xffff) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--port must be 0 to 65535, but is " + port);
    }
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--host is no address of this machine: " + host);
    }
    ClipCache clips = new ClipCache(cache == null ? ClipCache.defaultDirectory() : cache);
    try (Simulator simulator =
        new Simulator(plans, seed, address, clips, Optional.ofNullable(truth))) {
      return serve(simulator, plans);
    } catch (BindException e) {
      return failed(
          "port %d on %s cannot be had: %s. %s"
              .formatted(port, host, e.getMessage(), bindAdvice(address)));
    } catch (NoSuchFileException e) {
      return failed(e.getFile() + " cannot be written: its folder is not there");
    } catch (AccessDeniedException e) {
      return failed(e.getFile() + " cannot be written: permission denied");
    } catch (FileSystemException e) {
      return failed(e.getFile() + " cannot be written: " + e.getReason());
    } catch (IOException e) {
      return failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static String bindAdvice(InetSocketAddress address) throws SocketException {
    boolean ours =
        address.getAddress().isAnyLocalAddress()
            || NetworkInterface.getByInetAddress(address.getAddress()) != null;
    return ours
        ? "Choose another with --port, or any with --port 0."
        : "That address is not of this machine; choose one with --host.";
  }

  private int serve(Simulator simulator, List<CameraPlan> plans)
      throws IOException, InterruptedException {
    Thread stopper = new Thread(() -> stopAndWait(simulator), "stop");
    Runtime.getRuntime().addShutdownHook(stopper);
    ConsoleEvents events = new ConsoleEvents(System.out);
    new ConsoleInput(simulator, events).obey(System.in);
    if (duration != null) {
      CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS)
          .execute(simulator::stop);
    }
    events.listening(shownHost(), simulator.port(), plans);
    simulator.run();
    return simulator.truthIsWhole() ? 0 : 1;
  }

  private String shownHost() {
    if (new InetSocketAddress(host, port).getAddress().isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static void stopAndWait(Simulator simulator) {
    simulator.stop();
    try {
      simulator.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int failed(String reason) {
    spec.commandLine().getErr().println("simulate: " + reason);
    return 1;
  }
}
