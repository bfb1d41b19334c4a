package io.wigwag.sandbox.identity;

import io.netty.util.NetUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/// The names that a certificate is good for, as its extension holds them. Written here because the builder that we use
/// takes no name with an asterisk.
final class SubjectNames {
    static final String OID = "2.5.29.17";
    private static final int SEQUENCE = 0x30;
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int SHORT = 0x80;

    private SubjectNames() {}

    static byte[] encode(Collection<String> names) {
        var all = new ByteArrayOutputStream();
        for (var name : names) {
            var address = NetUtil.createByteArrayFromIpAddressString(name);
            if (address != null) {
                value(all, IP_ADDRESS, address);
            } else {
                value(all, DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
            }
        }
        var sequence = new ByteArrayOutputStream();
        value(sequence, SEQUENCE, all.toByteArray());
        return sequence.toByteArray();
    }

    private static void value(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length < SHORT) {
            out.write(content.length);
        } else {
            out.write(SHORT | 2);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
    }
}
