package io.wigwag.core.pairing;

/// Two bytes in front of everything that is signed around a device identity, so that a signature made for one purpose
/// serves no other.
enum AdvPrefix {
    ACCOUNT(0),
    DEVICE(1),
    KEY_INDEX_LIST(2),
    /// Also in front of what the pairing secret authenticates, when the account is hosted.
    HOSTED_ACCOUNT(5),
    HOSTED_DEVICE(6);

    private static final byte ADV = 6;

    private final byte purpose;

    AdvPrefix(int purpose) {
        this.purpose = (byte) purpose;
    }

    /// This prefix and the parts behind it, as they are signed.
    byte[] before(byte[]... parts) {
        var size = 2;
        for (var part : parts) {
            size += part.length;
        }
        var joined = new byte[size];
        joined[0] = ADV;
        joined[1] = purpose;
        var at = 2;
        for (var part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }
}
