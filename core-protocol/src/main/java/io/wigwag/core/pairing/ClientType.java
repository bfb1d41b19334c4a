package io.wigwag.core.pairing;

import java.util.Arrays;
import java.util.Optional;

/// What kind of client asks to be linked, for the phone to show: one character on the wire. Servers refuse `UNKNOWN`.
public enum ClientType {
    UNKNOWN('0'),
    CHROME('1'),
    EDGE('2'),
    FIREFOX('3'),
    INTERNET_EXPLORER('4'),
    OPERA('5'),
    SAFARI('6'),
    ELECTRON('7'),
    UWP('8'),
    OTHER_WEB('9'),
    MAC_OS('c'),
    ANDROID_TABLET('d'),
    ANDROID_PHONE('e'),
    ANDROID_AMBIGUOUS('f');

    private final String wire;

    ClientType(char wire) {
        this.wire = String.valueOf(wire);
    }

    public String wire() {
        return wire;
    }

    public static Optional<ClientType> ofWire(String wire) {
        return Arrays.stream(values()).filter(type -> type.wire.equals(wire)).findFirst();
    }
}
