package io.wigwag.gateway.egress;

import io.wigwag.core.octets.Octets;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Neighbouring addresses: those that begin with the same bits. An IPv4 address is the same however it is written, for
/// Java makes IPv4 of what is mapped into IPv6.
public record Range(Octets first, int bits) {
    public Range {
        if (bits < 0 || bits > first.size() * 8) {
            throw new IllegalArgumentException("prefix: " + bits + " (expected: 0 to " + first.size() * 8 + ")");
        }
    }

    /// Reads `10.0.0.0/8`; without a slash it is one address.
    public static Range parse(String written) {
        var slash = written.indexOf('/');
        var address = slash < 0 ? written : written.substring(0, slash);
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return new Range(
                    Octets.copyOf(bytes),
                    slash < 0 ? bytes.length * 8 : Integer.parseInt(written.substring(slash + 1)));
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException("range: " + written + " (expected: address/bits)", noNumber);
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != first.size()) {
            return false;
        }
        for (var i = 0; i < bits; i++) {
            var mask = 0x80 >> (i % 8);
            if ((bytes[i / 8] & mask) != (first.at(i / 8) & mask)) {
                return false;
            }
        }
        return true;
    }

    /// The IPv4 address that stands inside an IPv6 one.
    static InetAddress embedded(InetAddress address, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), at, at + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
