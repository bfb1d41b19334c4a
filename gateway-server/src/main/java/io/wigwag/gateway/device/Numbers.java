package io.wigwag.gateway.device;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import java.util.Optional;

/// People's numbers as the interface writes them.
final class Numbers {
    private Numbers() {}

    /// The phone number behind an address, as E.164 writes it.
    static String phone(Jid jid) {
        return "+" + jid.number();
    }

    /// An address without the device's part.
    static String lid(Jid jid) {
        return jid.user() + "@lid";
    }

    /// Reads a number as people write it; empty when it is none.
    static Optional<Jid> parse(String written) {
        var digits = written.replaceAll("[\\s()./-]", "").replaceFirst("^\\+", "");
        try {
            return digits.matches("[1-9][0-9]{6,14}") ? Optional.of(Jid.of(digits, Server.USER)) : Optional.empty();
        } catch (MalformedJid none) {
            return Optional.empty();
        }
    }
}
