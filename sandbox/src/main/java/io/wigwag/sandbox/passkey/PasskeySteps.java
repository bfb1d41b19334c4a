package io.wigwag.sandbox.passkey;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.passkey.Ceremony.Step;
import io.wigwag.sandbox.server.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What each step of a ceremony has to show before the next one.
final class PasskeySteps {
    private static final Duration HAND_OFF = Duration.ofMinutes(5);
    private static final byte[] HAND_OFF_INFO = "shortcake-passkey-handoff-v1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;

    private final Exchange exchange;

    PasskeySteps(Exchange exchange) {
        this.exchange = exchange;
    }

    void require(Ceremony ceremony, Step step) throws PasskeyRefused {
        if (ceremony.step() != step) {
            throw PasskeyRefused.outOfTurn("out of turn: " + ceremony.step() + " (expected: " + step + ")");
        }
    }

    /// The phone has seen a secret of the companion's just now.
    void seen(Ceremony ceremony, Octets secret) {
        ceremony.handOff(new Ceremony.HandOff(secret, exchange.clock().instant().plus(HAND_OFF)));
    }

    /// The companion shows its passkey, and its part of the agreement.
    PrimaryPart prologue(Ceremony ceremony, Node prologue) throws PasskeyRefused, MalformedNode {
        require(ceremony, Step.ASKED);
        var payload = prologue.requireChild("prologue_payload").requireBytes();
        Assertion.parse(prologue.requireChild("webauthn_assertion").requireBytes())
                .check(
                        ceremony.request(),
                        prologue.requireChild("credential_id").requireBytes());
        var proof = prologue.child("pairing_handoff_proof");
        if (proof.isPresent()) {
            checkHandOff(ceremony, payload, proof.get().requireBytes());
        }
        var companion = CompanionPart.parse(payload);
        if (ceremony.ref().filter(companion.ref()::equals).isEmpty()) {
            throw PasskeyRefused.unproven("ref: not the one that was given out last");
        }
        var primary = PrimaryPart.make(exchange.random());
        ceremony.proven(
                new Ceremony.Parts(companion, primary),
                exchange.clock().instant().plus(exchange.settings().passkeyLife));
        return primary;
    }

    /// Only a phone that saw the companion's earlier secret can tell; one that did not takes no offence.
    private void checkHandOff(Ceremony ceremony, Octets payload, Octets proof) throws PasskeyRefused {
        if (ceremony.handOff().isEmpty()) {
            return;
        }
        var known = ceremony.handOff().get();
        if (!exchange.clock().instant().isBefore(known.until())) {
            throw PasskeyRefused.unproven("hand-off proof: its five minutes are over");
        }
        var key = Hkdf.derive(known.secret().toArray(), new byte[0], HAND_OFF_INFO, KEY);
        if (!Octets.wrap(HmacSha256.of(key, payload.toArray())).equals(proof)) {
            throw PasskeyRefused.unproven("hand-off proof: not made with the secret that the phone saw");
        }
    }

    /// The companion shows what it was committed to, now that it knows the phone's nonce. Answers the code to compare.
    String nonce(Ceremony ceremony, Octets nonce) throws PasskeyRefused {
        require(ceremony, Step.PROVEN);
        var parts = ceremony.parts();
        if (!parts.companion().isCommittedTo(nonce)) {
            throw PasskeyRefused.unproven("companion nonce: not the one of the commitment");
        }
        var code = parts.primary().code(nonce);
        ceremony.compared(code);
        return code;
    }

    /// The companion says under which keys it wants to be linked: those that it registered with.
    void request(Ceremony ceremony, Octets sealed) throws PasskeyRefused {
        require(ceremony, Step.COMPARED);
        var parts = ceremony.parts();
        var request = parts.primary().open(parts.companion(), sealed);
        var registration = ceremony.link().registration();
        if (!registration
                .noiseKey()
                .octets()
                .equals(Octets.wrap(request.getCompanionPublicKey().toByteArray()))) {
            throw PasskeyRefused.unproven("pairing request: another Noise key than the connection's");
        }
        if (!registration
                .identity()
                .octets()
                .equals(Octets.wrap(request.getCompanionIdentityKey().toByteArray()))) {
            throw PasskeyRefused.unproven("pairing request: another identity key than the registered one");
        }
        if (request.getAdvSecret().size() != KEY) {
            throw PasskeyRefused.malformed(
                    "adv secret: " + request.getAdvSecret().size() + " bytes (expected: 32)");
        }
        ceremony.requested(Octets.wrap(request.getAdvSecret().toByteArray()));
    }
}
