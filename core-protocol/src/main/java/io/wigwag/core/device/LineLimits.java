package io.wigwag.core.device;

import java.time.Duration;

/// Every wait and bound of one connection.
///
/// @param greeting from dialling to the end of the handshake and the server's first stanza
/// @param answer to a query
/// @param stuck that the connection may take nothing while something is to be sent
/// @param ping between two pings, give or take a tenth
/// @param pong to a ping; with `ping` this bounds how long a silent connection is believed
/// @param stanzas that may wait for the device before the connection stops reading
public record LineLimits(
        Duration greeting, Duration answer, Duration stuck, Duration ping, Duration pong, int stanzas) {
    public static final LineLimits DEFAULT = new LineLimits(
            Duration.ofSeconds(40),
            Duration.ofSeconds(25),
            Duration.ofSeconds(25),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            256);

    public LineLimits {
        if (stanzas < 2) {
            throw new IllegalArgumentException("stanzas: " + stanzas + " (expected: 2 or more)");
        }
    }

    /// The longest silence while which pings may be put off, because queries are under way.
    Duration silence() {
        return pong;
    }
}
