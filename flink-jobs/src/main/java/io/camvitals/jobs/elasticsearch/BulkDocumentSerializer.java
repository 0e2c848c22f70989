package io.camvitals.jobs.elasticsearch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;

/** How documents that are not yet written lie in a checkpoint. */
final class BulkDocumentSerializer extends AsyncSinkWriterStateSerializer<BulkDocument> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  protected void serializeRequestToStream(BulkDocument document, DataOutputStream out)
      throws IOException {
    out.writeUTF(document.index());
    out.writeUTF(document.id());
    out.writeLong(document.version());
    out.writeInt(document.source().length);
    out.write(document.source());
  }

  @Override
  protected BulkDocument deserializeRequestFromStream(long size, DataInputStream in)
      throws IOException {
    String index = in.readUTF();
    String id = in.readUTF();
    long version = in.readLong();
    byte[] source = new byte[in.readInt()];
    in.readFully(source);
    return new BulkDocument(index, id, version, source);
  }
}
