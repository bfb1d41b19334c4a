package io.wigwag.gateway.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/// Which addresses may be reached: those of the public Internet, and what the operator allows beside them.
public final class AddressRules {
    /// Not of the public Internet, by the registries of special-purpose addresses (RFC 6890 and its successors).
    private static final List<Range> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/96",
                    "::ffff:0:0:0/96",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "100:0:0:1::/64",
                    "2001::/23",
                    "2001:db8::/32",
                    "3fff::/20",
                    "5f00::/16",
                    "fc00::/7",
                    "fe80::/10",
                    "fec0::/10",
                    "ff00::/8")
            .map(Range::parse)
            .toList();

    private static final Range NAT64 = Range.parse("64:ff9b::/96");
    private static final Range SIX_TO_FOUR = Range.parse("2002::/16");

    private final List<Range> allowed;

    /// What the operator allows although it is private: a webhook's receiver beside the gateway, say.
    public AddressRules(List<Range> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /// Nothing but the public Internet.
    public static AddressRules publicOnly() {
        return new AddressRules(List.of());
    }

    public boolean admits(InetAddress address) {
        return allowed.stream().anyMatch(range -> range.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (SPECIAL.stream().anyMatch(range -> range.contains(address))) {
            return false;
        }
        // An address that leads to another one is as private as that.
        if (NAT64.contains(address)) {
            return isPublic(Range.embedded(address, 12));
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic(Range.embedded(address, 2));
        }
        return true;
    }
}
