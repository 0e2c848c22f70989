package io.camvitals.simulator.truth;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the truth as JSON lines. */
public final class TruthFile implements AutoCloseable {
  private final ObjectWriter json =
      new ObjectMapper().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false).writer();
  private final BufferedWriter out;

  /** Creates the file, or empties it. */
  public TruthFile(Path file) throws IOException {
    out = Files.newBufferedWriter(file);
  }

  public void write(TruthLine line) throws IOException {
    out.write(json.writeValueAsString(line));
    out.write('\n');
  }

  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
