package io.camvitals.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the demo was asked for.
 *
 * @param cameras number of simulated cameras, 1 to 64
 * @param seed of the cameras' faults
 * @param duration after which it ends by itself; empty: until Ctrl-C
 * @param report where the report goes; empty: none is written
 * @param directory for logs, data and configuration
 * @param keepData whether the servers' data stays after the end
 * @param ports preferred ports
 */
public record DemoOptions(
    int cameras,
    long seed,
    Optional<Duration> duration,
    Optional<Path> report,
    Path directory,
    boolean keepData,
    DemoPorts ports) {}
