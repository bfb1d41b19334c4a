package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.message.codec.Padding;
import io.wigwag.core.message.codec.StanzaTraits;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A message to one device of our own account, by phone number, with one bare ciphertext.
final class PeerFanOut {
    private final OwnAccount own;
    private final PairwiseSealer sealer;
    private final Stanzas stanzas;
    private final SecureRandom random;

    PeerFanOut(OwnAccount own, PairwiseSealer sealer, Stanzas stanzas, SecureRandom random) {
        this.own = own;
        this.sealer = sealer;
        this.stanzas = stanzas;
        this.random = random;
    }

    Prepared prepare(Line line, PeerNote note) throws SendRefused, IqRefused, Unanswered {
        if (!own.owns(note.device()) || own.isThisDevice(note.device())) {
            throw new IllegalArgumentException("device: " + note.device() + " (expected: another device of ours)");
        }
        var to = own.primary().withDevice(note.device().device());
        var sealed = sealer.seal(
                line, Map.of(to, Padding.pad(Octets.wrap(note.message().toByteArray()), random)));
        var message = Optional.ofNullable(sealed.messages().get(to))
                .orElseThrow(() -> new SendRefused(Refusal.UNREACHABLE, "our own device: " + sealed.unreachable()));
        var traits = StanzaTraits.of(note.message());
        var stanza = stanzas.message(note.id().value(), to, traits)
                .attribute("category", "peer")
                .attribute("push_priority", note.urgent() ? "high_force" : "high");
        if (note.aboutChats()) {
            stanza.attribute("privacy_sensitive", "1");
        }
        stanza.child(Node.tag("meta").attribute("appdata", "default")).child(stanzas.enc(message, traits));
        stanzas.vouch(stanza, sealed);
        return new Prepared(
                new Letter(note.id(), to, note.message()),
                to,
                stanza.build(),
                sealed.changes(),
                List.of(),
                sealed.unreachable(),
                sealed.identityChanges());
    }
}
