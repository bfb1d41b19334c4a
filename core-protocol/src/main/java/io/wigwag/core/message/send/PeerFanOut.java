package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.message.Padding;
import io.wigwag.core.message.Traits;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A message to one device of our own account, by phone number, with one bare ciphertext.
final class PeerFanOut {
    private final OwnAccount own;
    private final PairwiseSealer sealer;
    private final Stanzas stanzas;
    private final RandomGenerator random;

    PeerFanOut(OwnAccount own, PairwiseSealer sealer, Stanzas stanzas, RandomGenerator random) {
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
        var sealed = sealer.seal(line, Map.of(to, Padding.pad(note.message().toByteArray(), random)));
        var message = Optional.ofNullable(sealed.messages().get(to))
                .orElseThrow(() -> new SendRefused(Refusal.UNREACHABLE, "our own device: " + sealed.unreachable()));
        var stanza = stanzas.message(note.id().value(), to, Traits.TEXT)
                .attribute("category", "peer")
                .attribute("push_priority", note.urgent() ? "high_force" : "high");
        if (note.aboutChats()) {
            stanza.attribute("privacy_sensitive", "1");
        }
        stanza.child(Node.tag("meta").attribute("appdata", "default")).child(stanzas.enc(message, Traits.TEXT));
        stanzas.vouch(stanza, sealed);
        return new Prepared(
                new Draft(note.id(), to, note.message(), Traits.TEXT),
                to,
                stanza.build(),
                sealed.changes(),
                List.of(),
                sealed.unreachable(),
                sealed.identityChanges());
    }
}
