package io.camvitals.metrics.mpegts;

import java.util.Arrays;
import java.util.function.Consumer;

/** PIDs by number: open addressing, so that a look-up allocates nothing. */
final class PidTable {
  /** Further PIDs are not followed. A service of a camera has some five. */
  static final int CAPACITY = 512;

  private FollowedPid[] slots = new FollowedPid[16];
  private int size;
  private FollowedPid latest;

  /** The PID, which is made when it is new; null when there is no room. */
  FollowedPid at(int pid) {
    FollowedPid cached = latest;
    if (cached != null && cached.pid == pid) {
      return cached;
    }
    int slot = slot(pid);
    if (slots[slot] == null) {
      if (size == CAPACITY) {
        return null;
      }
      slots[slot] = new FollowedPid(pid);
      latest = slots[slot];
      if (2 * ++size > slots.length) {
        grow();
      }
      return latest;
    }
    latest = slots[slot];
    return latest;
  }

  private int slot(int pid) {
    int mask = slots.length - 1;
    int slot = pid * 0x9e3779b9 >>> 16 & mask;
    while (slots[slot] != null && slots[slot].pid != pid) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private void grow() {
    FollowedPid[] earlier = slots;
    slots = new FollowedPid[2 * earlier.length];
    for (FollowedPid pid : earlier) {
      if (pid != null) {
        slots[slot(pid.pid)] = pid;
      }
    }
  }

  void forEach(Consumer<FollowedPid> visitor) {
    Arrays.stream(slots).filter(pid -> pid != null).forEach(visitor);
  }
}
