package io.camvitals.agent.source.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.camvitals.agent.source.signal.SignalledFlows.Route;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class SignalledFlowsTest {
  private static final long MINUTE_NS = 60_000_000_000L;

  private final SignalledFlows flows = new SignalledFlows();

  private void announce(int source, int sourcePort, int destination, int port, long nowNs) {
    flows.announce(
        SignalledTrack.UNKNOWN,
        new Route(0, source, sourcePort, 0, destination, port, port == 0 ? 0 : port + 1, 0),
        nowNs);
  }

  private SignalledFlow find(int source, int sourcePort, int destination, int port) {
    return flows.find(0, source, sourcePort, 0, destination, port, 0);
  }

  @Example
  void isFoundByEitherPort() {
    announce(7, 5000, 1, 6000, 0);
    SignalledFlow flow = find(7, 5000, 1, 6000);
    assertThat(flow).isNotNull();
    assertThat(find(7, 9999, 1, 6000)).isSameAs(flow);
    assertThat(find(7, 5000, 1, 9999)).isSameAs(flow);
    assertThat(find(7, 9999, 1, 9999)).isNull();
    assertThat(find(8, 5000, 1, 6000)).isNull();
    assertThat(find(7, 5001, 1, 6001).isRtcp()).isTrue();
  }

  @Example
  void aGroupIsFoundWhoeverSendsToIt() {
    announce(0, 0, 239, 6000, 0);
    assertThat(find(7, 1, 239, 6000)).isNotNull();
    assertThat(find(8, 2, 239, 6001).isRtcp()).isTrue();
  }

  @Example
  void theFirstSourceIsTheAnnouncedOneAndTheNamedOneTooWhenItCameLater() {
    SignalledFlow flow = new SignalledFlow(SignalledTrack.UNKNOWN.with(OptionalInt.of(5)), null, 0);
    assertThat(flow.claim(1)).isTrue();
    assertThat(flow.claim(2)).isFalse();
    assertThat(flow.claim(5)).isTrue();
  }

  @Example
  void earlyReportsAreKeptForTheStreamUpToABound() {
    announce(7, 5000, 1, 6000, 0);
    SignalledFlow rtcp = find(7, 5001, 1, 6001);
    for (int i = 0; i < 6; i++) {
      boolean kept = rtcp.keep(new SignalledFlow.EarlyRtcp(new byte[8], i));
      assertThat(kept).isEqualTo(i < 4);
    }
    assertThat(find(7, 5000, 1, 6000).takeEarly()).hasSize(4);
    assertThat(rtcp.keep(new SignalledFlow.EarlyRtcp(new byte[1_501], 0))).isFalse();
    assertThat(rtcp.keep(new SignalledFlow.EarlyRtcp(new byte[8], 9))).isTrue();
    assertThat(flows.takeUnclaimed()).isEqualTo(1);
    assertThat(flows.takeUnclaimed()).isZero();
  }

  @Example
  void aLaterAnnouncementTakesThePlaceOfAnEarlierOne() {
    announce(7, 5000, 1, 6000, 0);
    SignalledFlow before = find(7, 5000, 1, 6000);
    before.keep(new SignalledFlow.EarlyRtcp(new byte[8], 0));
    announce(7, 5000, 1, 6000, 1);
    assertThat(find(7, 5000, 1, 6000)).isNotSameAs(before);
    assertThat(flows.takeUnclaimed()).isEqualTo(1);
  }

  @Example
  void whatIsSilentForLongIsForgotten() {
    announce(7, 5000, 1, 6000, 0);
    announce(7, 5002, 1, 6002, 0);
    flows.find(0, 7, 5002, 0, 1, 6002, 4 * MINUTE_NS);
    flows.forgetSilent(6 * MINUTE_NS);
    assertThat(find(7, 5000, 1, 6000)).isNull();
    assertThat(find(7, 5002, 1, 6002)).isNotNull();
    assertThat(find(7, 5002, 1, 9999)).isNotNull();
  }

  @Property(tries = 20)
  void memoryIsBoundedAndNothingKeptIsForgottenUncounted(@ForAll long seed) {
    SignalledFlows many = new SignalledFlows();
    Random random = new Random(seed);
    long kept = 0;
    long taken = 0;
    for (int i = 0; i < 20_000; i++) {
      int port = 1 + random.nextInt(65_534);
      many.announce(SignalledTrack.UNKNOWN, new Route(0, 7, port, 0, 1, port, 0, 0), i);
      SignalledFlow flow = many.find(0, 7, port, 0, 1, port, i);
      kept += flow.keep(new SignalledFlow.EarlyRtcp(new byte[8], i)) ? 1 : 0;
      if (random.nextInt(1_000) == 0) {
        taken += many.takeUnclaimed();
      }
    }
    assertThat(many.size()).isLessThanOrEqualTo(8_192);
    assertThat(taken + many.takeUnclaimed()).isEqualTo(kept);
  }
}
