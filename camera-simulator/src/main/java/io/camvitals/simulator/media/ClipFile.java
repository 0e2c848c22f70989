package io.camvitals.simulator.media;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The clips of a profile as bytes: a header, the parameters they were made with, the parameter
 * sets, the clips, and a SHA-256 of all that stands before it.
 */
final class ClipFile {
  private static final int MAGIC = 0x43564C50;
  private static final int DIGEST_LENGTH = 32;

  private ClipFile() {}

  static byte[] encode(ClipSet set, String parameters) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeUTF(parameters);
    writeBytes(out, set.sequenceParameterSet());
    writeBytes(out, set.pictureParameterSet());
    for (ClipKind kind : ClipKind.values()) {
      for (List<List<byte[]>> gop : set.clip(kind).gops()) {
        for (List<byte[]> frame : gop) {
          out.writeShort(frame.size());
          for (byte[] slice : frame) {
            writeBytes(out, slice);
          }
        }
      }
    }
    bytes.write(sha256(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IOException when it is damaged or was made with other parameters; says which
   */
  static ClipSet decode(byte[] file, String parameters) throws IOException {
    int end = file.length - DIGEST_LENGTH;
    if (end < 4 || ByteBuffer.wrap(file).getInt() != MAGIC) {
      throw new IOException("no file of clips");
    }
    if (!Arrays.equals(file, end, file.length, sha256(file, end), 0, DIGEST_LENGTH)) {
      throw new IOException("its checksum is wrong");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(file, 4, end - 4));
    String madeWith = in.readUTF();
    if (!madeWith.equals(parameters)) {
      throw new IOException("made with other parameters: " + madeWith);
    }
    byte[] sequenceParameterSet = readBytes(in);
    byte[] pictureParameterSet = readBytes(in);
    Map<ClipKind, Clip> clips = new EnumMap<>(ClipKind.class);
    for (ClipKind kind : ClipKind.values()) {
      clips.put(kind, readClip(in, kind));
    }
    return new ClipSet(sequenceParameterSet, pictureParameterSet, clips);
  }

  private static Clip readClip(DataInputStream in, ClipKind kind) throws IOException {
    List<List<List<byte[]>>> gops = new ArrayList<>();
    for (int gop = 0; gop < kind.gops(); gop++) {
      List<List<byte[]>> frames = new ArrayList<>();
      for (int frame = 0; frame < kind.frameRate(); frame++) {
        List<byte[]> slices = new ArrayList<>();
        for (int slice = in.readUnsignedShort(); slice > 0; slice--) {
          slices.add(readBytes(in));
        }
        frames.add(slices);
      }
      gops.add(frames);
    }
    return new Clip(gops);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
