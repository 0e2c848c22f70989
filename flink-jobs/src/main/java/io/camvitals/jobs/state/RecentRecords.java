package io.camvitals.jobs.state;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Recognises a record that comes again, by its content, among the last ones of its key. */
public final class RecentRecords {
  private static final long MIXER = 0x9e3779b97f4a7c15L;

  private final long[] fingerprints;
  private int size;
  private int next;

  /**
   * @param remembered how many records
   */
  public RecentRecords(int remembered) {
    fingerprints = new long[remembered];
  }

  /** False when the record is one of the last that came. */
  public boolean isNew(byte[] record) {
    long fingerprint = fingerprint(record);
    for (int i = 0; i < size; i++) {
      if (fingerprints[i] == fingerprint) {
        return false;
      }
    }
    fingerprints[next] = fingerprint;
    next = (next + 1) % fingerprints.length;
    size = Math.max(size, next == 0 ? fingerprints.length : next);
    return true;
  }

  private static long fingerprint(byte[] record) {
    long hash = record.length;
    for (byte octet : record) {
      hash = (hash ^ octet) * MIXER;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  public void writeTo(DataOutput out) throws IOException {
    out.writeShort(size);
    out.writeShort(next);
    for (int i = 0; i < size; i++) {
      out.writeLong(fingerprints[i]);
    }
  }

  /** What {@link #writeTo} wrote, of the same capacity. */
  public static RecentRecords readFrom(int remembered, DataInput in) throws IOException {
    RecentRecords records = new RecentRecords(remembered);
    int size = in.readShort();
    int next = in.readShort();
    if (size < 0 || size > remembered || next < 0 || next >= remembered) {
      throw new IOException("the fingerprints of " + size + " records, not 0 to " + remembered);
    }
    records.size = size;
    records.next = next;
    for (int i = 0; i < size; i++) {
      records.fingerprints[i] = in.readLong();
    }
    return records;
  }
}
