package io.camvitals.agent.source.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SocketAddressBytesTest {
  private final ByteBuffer bytes = SocketAddressBytes.allocate();

  @Property
  void ipv4IsWhatItWas(@ForAll @Size(4) byte[] ip, @ForAll @IntRange(max = 65_535) int port)
      throws UnknownHostException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(ip), port);
    assertThat(SocketAddressBytes.write(bytes, 0, address)).isEqualTo(16);
    assertThat(SocketAddressBytes.read(bytes, 0)).isEqualTo(address);
    assertThat(SocketAddressBytes.port(bytes, 0)).isEqualTo(port);
  }

  @Property
  void ipv6IsWhatItWas(
      @ForAll @Size(16) byte[] ip,
      @ForAll @IntRange(max = 65_535) int port,
      @ForAll @IntRange(min = 1, max = 100) int scope)
      throws UnknownHostException {
    ip[0] = (byte) 0xfe;
    ip[1] = (byte) 0x80;
    Inet6Address linkLocal = Inet6Address.getByAddress(null, ip, scope);
    assertThat(SocketAddressBytes.write(bytes, 0, new InetSocketAddress(linkLocal, port)))
        .isEqualTo(28);
    InetSocketAddress read = SocketAddressBytes.read(bytes, 0);
    assertThat(read).isEqualTo(new InetSocketAddress(linkLocal, port));
    assertThat(((Inet6Address) read.getAddress()).getScopeId()).isEqualTo(scope);
  }

  @Test
  void anotherFamilyIsRefused() {
    bytes.putShort(0, (short) 1);
    assertThatThrownBy(() -> SocketAddressBytes.read(bytes, 0))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aSenderThatStaysIsOneObject() throws UnknownHostException {
    SenderMemo memo = new SenderMemo();
    SocketAddressBytes.write(bytes, 0, new InetSocketAddress("192.0.2.1", 5_004));
    InetSocketAddress first = memo.sender(bytes, 0);
    assertThat(memo.sender(bytes, 0)).isSameAs(first);
    SocketAddressBytes.write(bytes, 0, new InetSocketAddress("192.0.2.1", 5_006));
    assertThat(memo.sender(bytes, 0)).isEqualTo(new InetSocketAddress("192.0.2.1", 5_006));
  }
}
