package io.wigwag.core.binary;

/// The first bytes of values, where they are not tokens themselves.
final class Wire {
    static final int EMPTY = 0;
    /// The pages of two-byte tokens: this and the three after it.
    static final int FIRST_PAGE = 236;

    static final int PAGES = 4;
    static final int INTEROP_JID = 245;
    static final int MESSENGER_JID = 246;
    static final int DEVICE_JID = 247;
    static final int LIST_8 = 248;
    static final int LIST_16 = 249;
    static final int JID_PAIR = 250;
    static final int HEX_8 = 251;
    static final int BINARY_8 = 252;
    static final int BINARY_20 = 253;
    static final int BINARY_32 = 254;
    static final int NIBBLE_8 = 255;

    /// The bit of a frame's first byte that says that the rest is deflated.
    static final int DEFLATED = 2;

    static final int LONGEST_LIST = 0xFFFF;
    static final int LONGEST_PACKED = 127;

    private Wire() {}
}
