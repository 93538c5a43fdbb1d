package io.millrace.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are public. For IPv4, everything but the blocks listed here. For IPv6, only global unicast
 * ({@code 2000::/3}) without the blocks listed here: that shuts out the forms that carry an IPv4 address inside (compatible,
 * translated, NAT64), which would otherwise lead around the IPv4 rules. A mapped address ({@code ::ffff:a.b.c.d}) arrives
 * here as IPv4.
 *
 * <p>Sources: the IANA registries of special-purpose addresses (RFC 6890), and the vendors' pages for the metadata services
 * that lie outside them.
 */
final class AddressRules {
    private record Block(Network network, String what) {
        static Block of(String network, String what) {
            return new Block(Network.of(network), what);
        }
    }

    private static final List<Block> IPV4 = List.of(
            Block.of("0.0.0.0/8", "this host"),
            Block.of("10.0.0.0/8", "a private network"),
            Block.of("100.100.100.200/32", "a cloud metadata service"),
            Block.of("100.64.0.0/10", "a carrier's shared network"),
            Block.of("127.0.0.0/8", "this host (loopback)"),
            Block.of("168.63.129.16/32", "a cloud metadata service"),
            Block.of("169.254.169.254/32", "a cloud metadata service"),
            Block.of("169.254.0.0/16", "link-local"),
            Block.of("172.16.0.0/12", "a private network"),
            Block.of("192.0.0.192/32", "a cloud metadata service"),
            Block.of("192.0.0.0/24", "reserved for protocols"),
            Block.of("192.0.2.0/24", "reserved for documentation"),
            Block.of("192.88.99.0/24", "a 6to4 relay"),
            Block.of("192.168.0.0/16", "a private network"),
            Block.of("198.18.0.0/15", "reserved for benchmarks"),
            Block.of("198.51.100.0/24", "reserved for documentation"),
            Block.of("203.0.113.0/24", "reserved for documentation"),
            Block.of("224.0.0.0/4", "multicast"),
            Block.of("255.255.255.255/32", "broadcast"),
            Block.of("240.0.0.0/4", "reserved"));

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

    /** The first matching line names the reason; what matches none and is not global unicast is refused all the same. */
    private static final List<Block> IPV6 = List.of(
            Block.of("::/128", "this host"),
            Block.of("::1/128", "this host (loopback)"),
            Block.of("::/96", "an IPv4 address in IPv6 form"),
            Block.of("::ffff:0:0:0/96", "a translated IPv4 address"),
            Block.of("64:ff9b::/96", "a translated IPv4 address (NAT64)"),
            Block.of("64:ff9b:1::/48", "a translated IPv4 address (NAT64)"),
            Block.of("100::/64", "reserved for discarding"),
            Block.of("2001::/32", "a Teredo tunnel"),
            Block.of("2001::/23", "reserved for protocols"),
            Block.of("2001:db8::/32", "reserved for documentation"),
            Block.of("2002::/16", "a 6to4 tunnel"),
            Block.of("3fff::/20", "reserved for documentation"),
            Block.of("fd00:ec2::254/128", "a cloud metadata service"),
            Block.of("fc00::/7", "a private network"),
            Block.of("fe80::/10", "link-local"),
            Block.of("fec0::/10", "a private network"),
            Block.of("ff00::/8", "multicast"));

    private AddressRules() {}

    /** What makes an address not public, as the end of the sentence "it is ..."; empty when it is public. */
    static Optional<String> objection(InetAddress address) {
        List<Block> blocks = address instanceof Inet4Address ? IPV4 : IPV6;
        Optional<String> listed = blocks.stream()
                .filter(block -> block.network().contains(address))
                .map(Block::what)
                .findFirst();
        if (listed.isPresent() || address instanceof Inet4Address || GLOBAL_UNICAST.contains(address)) {
            return listed;
        }
        return Optional.of("outside the public range of IPv6");
    }
}
