package io.wigwag.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules rules = AddressRules.publicOnly();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:c0a8:101::1",
                "2001::1",
                "2001:db8::1",
                "fc00::1",
                "fdff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "ff02::1",
                "3fff::1",
                "fd00:ec2::254"
            })
    void whatIsNotPublicIsNotReached(String address) {
        assertThat(rules.admits(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
                "128.0.0.0", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255",
                "2606:4700::1111", "2a00:1450::1", "64:ff9b::101:101", "2002:101:101::1", "::ffff:1.1.1.1"
            })
    void whatIsPublicIs(String address) {
        assertThat(rules.admits(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void anOperatorMayAllowMore() {
        var opened = new AddressRules(List.of(Range.parse("10.1.0.0/16"), Range.parse("::1")));
        assertThat(opened.admits(InetAddress.ofLiteral("10.1.2.3"))).isTrue();
        assertThat(opened.admits(InetAddress.ofLiteral("10.2.2.3"))).isFalse();
        assertThat(opened.admits(InetAddress.ofLiteral("::1"))).isTrue();
        assertThat(opened.admits(InetAddress.ofLiteral("127.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com/8"})
    void otherRangesAreRefused(String written) {
        assertThatThrownBy(() -> Range.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
