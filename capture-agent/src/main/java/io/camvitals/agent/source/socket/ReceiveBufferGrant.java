package io.camvitals.agent.source.socket;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when the kernel grants sockets less than was asked. */
final class ReceiveBufferGrant {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiveBufferGrant.class);

  private final int askedBytes;
  private final AtomicBoolean said = new AtomicBoolean();

  ReceiveBufferGrant(int askedBytes) {
    this.askedBytes = askedBytes;
  }

  /**
   * @param granted as {@code SO_RCVBUF} is read: Linux grants twice what it counts as payload
   *     (socket(7))
   */
  void note(int granted) {
    if (granted < askedBytes && said.compareAndSet(false, true)) {
      LOG.warn(
          "The kernel grants UDP sockets {} KiB of the {} KiB asked by rtsp.receive_buffer; bursts"
              + " beyond are counted as capture loss. Raise net.core.rmem_max",
          granted / 1_024,
          askedBytes / 1_024);
    }
  }
}
