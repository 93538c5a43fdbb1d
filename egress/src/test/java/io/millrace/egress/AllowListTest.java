package io.millrace.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {
    private static boolean allows(String entry, String address, int port) {
        return new AllowList(List.of(entry)).allows(InetAddress.ofLiteral(address), port);
    }

    private static boolean names(String entry, String host, int port) {
        return new AllowList(List.of(entry)).names(host, port);
    }

    @Test
    void a_network_covers_its_addresses_and_no_others() {
        assertThat(allows("10.1.0.0/16", "10.1.255.255", 80)).isTrue();
        assertThat(allows("10.1.0.0/16", "10.2.0.0", 80)).isFalse();
        assertThat(allows("10.1.2.128/25", "10.1.2.127", 80)).isFalse();
        assertThat(allows("10.1.2.128/25", "10.1.2.128", 80)).isTrue();
        assertThat(allows("fd00:1::/32", "fd00:1:ffff::1", 80)).isTrue();
        assertThat(allows("fd00:1::/32", "fd00:2::1", 80)).isFalse();
        assertThat(allows("0.0.0.0/0", "10.1.2.3", 80)).isTrue();
        assertThat(allows("0.0.0.0/0", "fd00::1", 80)).isFalse();
    }

    @Test
    void an_address_may_be_bound_to_a_port() {
        assertThat(allows("10.1.2.3:8443", "10.1.2.3", 8443)).isTrue();
        assertThat(allows("10.1.2.3:8443", "10.1.2.3", 443)).isFalse();
        assertThat(allows("10.1.2.3", "10.1.2.3", 443)).isTrue();
        assertThat(allows("[fd00::1]:8443", "fd00::1", 8443)).isTrue();
        assertThat(allows("[fd00::1]:8443", "fd00::1", 443)).isFalse();
        assertThat(allows("fd00::1", "fd00::1", 443)).isTrue();
    }

    @Test
    void a_host_is_named_exactly_whatever_its_case() {
        assertThat(names("Intranet.Example.com", "intranet.example.com", 80)).isTrue();
        assertThat(names("intranet.example.com", "www.intranet.example.com", 80))
                .isFalse();
        assertThat(names("intranet.example.com:8443", "intranet.example.com", 8443))
                .isTrue();
        assertThat(names("intranet.example.com:8443", "intranet.example.com", 443))
                .isFalse();
        assertThat(names("bücher.example", "xn--bcher-kva.example", 443)).isTrue();
        assertThat(names("foo_bar.example.com", "foo_bar.example.com", 443)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0/33",
                "10.0.0.0/x",
                "fd00::/129",
                "*.example.com/8",
                "host:0",
                "host:70000",
                "127.1",
                "http://example.com/"
            })
    void an_entry_that_cannot_be_read_stops_the_start(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AllowList(List.of(entry)))
                .withMessageContaining("egress.allow holds \"" + entry + "\"");
    }
}
