package io.camvitals.agent.analyze.wireshark;

/** The transport protocol of a stream; conversations of different ones never meet. */
public enum Transport {
  UDP,
  TCP
}
