package io.wigwag.core.device;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.login.ClientPayloads;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.core.signal.MalformedRecord;

/// What a device says first on a connection: who it is and as what it comes, sealed at once for a server that it knows.
///
/// @param resuming whether it relies on a key of the server that it knows
record Greeting(Intro intro, ClientHandshake handshake, boolean resuming) {

    /// @param connects how often the server has let this device in since the process began
    /// @throws HandshakeFailed when the server's key that is kept is of no use
    static Greeting of(DeviceParts parts, DeviceMemory memory, ClientProfile profile, int connects)
            throws MalformedRecord, HandshakeFailed {
        var credentials = memory.credentials();
        var payload = credentials.isLinked()
                ? ClientPayloads.login(credentials, profile, connects)
                : ClientPayloads.registration(credentials, memory.signedPreKey().published(), profile);
        var intro = credentials.route().edge().map(Intro::routed).orElse(Intro.PLAIN);
        var party = new ClientHandshake.Party(
                credentials.keys().noise(), KeyPair.generate(parts.ports().random()), payload);
        var server = credentials.resumable(parts.ports().clock().instant());
        var handshake = server.isPresent()
                ? ClientHandshake.resume(party, intro.prologue(), server.get())
                : ClientHandshake.first(party, intro.prologue());
        return new Greeting(intro, handshake, server.isPresent());
    }
}
