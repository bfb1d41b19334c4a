package io.wigwag.interop.conform;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CompanionFinish;
import io.wigwag.core.pairing.CompanionPairing;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PrimaryHello;
import io.wigwag.core.pairing.PrimaryPairing;
import tools.jackson.databind.JsonNode;

/// Linking by code in `pairing.json`: whole runs, each taken once as the companion and once as the phone, with the keys
/// and random bytes of the file, so that every byte that either sends can be compared.
final class CodePairings {
    private CodePairings() {}

    static void codeAndKey(VectorCase vector) throws Exception {
        var code = PairingCode.generate(new ScriptedRandom(vector.hex("random")));
        Mismatch.unlessSame("code", vector.text("code"), code.characters());
        Mismatch.unlessSame(
                "key",
                vector.hex("key"),
                code.key(Octets.wrap(vector.hex("salt"))).toArray());
    }

    static void run(VectorCase vector) throws Exception {
        var code = PairingCode.parse(vector.text("code"));
        var keys = vector.part(json -> json.required("keys"));
        var hello = new Wrapped(vector.get("hello"), "companion");
        var answer = new Wrapped(vector.get("primaryHello"), "primary");
        var finish = vector.part(json -> json.required("finish"));
        var finishStanza = stage(finish.json());
        var message = new CompanionFinish(
                finishStanza
                        .requireChild("link_code_pairing_wrapped_key_bundle")
                        .requireBytes(),
                SignalSessions.keyPair(keys.get("identity")).publicKey());
        Mismatch.unlessSame(
                "announced identity",
                message.identity().octets(),
                finishStanza.requireChild("companion_identity_public").requireBytes());
        hello.checkKey(code);
        answer.checkKey(code);

        var companion = CompanionPairing.begin(code, hello.random(keys.get("pairingEphemeral")));
        Mismatch.unlessSame("companion's hello", hello.bytes, companion.hello());
        var account = SignalSessions.keyPair(keys.get("primaryIdentity"));
        var finished = companion.finish(
                new PrimaryHello(answer.bytes, account.publicKey()),
                SignalSessions.keyPair(keys.get("identity")),
                new ScriptedRandom(finish.hex("random"), finish.hex("bundleSalt"), finish.hex("bundleIv")));
        Mismatch.unlessSame("companion's finish", message, finished.message());
        Mismatch.unlessSame("companion's secret", Octets.wrap(vector.hex("advSecret")), finished.advSecret());

        var phone = PrimaryPairing.answer(hello.bytes, code, account, answer.random(keys.get("primaryEphemeral")));
        Mismatch.unlessSame("phone's hello", new PrimaryHello(answer.bytes, account.publicKey()), phone.hello());
        Mismatch.unlessSame("phone's secret", Octets.wrap(vector.hex("advSecret")), phone.finish(message));
    }

    private static Node stage(JsonNode part) throws Exception {
        return VectorNode.read(part.required("stanza")).requireChild("link_code_companion_reg");
    }

    /// A wrapped key in a stanza, and what the file says about its making.
    private static final class Wrapped {
        private final Octets bytes;
        private final VectorCase parts;

        Wrapped(JsonNode part, String whose) throws Exception {
            bytes = stage(part)
                    .requireChild("link_code_pairing_wrapped_" + whose + "_ephemeral_pub")
                    .requireBytes();
            parts = new VectorCase(0, part.required("wrapped"));
        }

        void checkKey(PairingCode code) throws Mismatch {
            Mismatch.unlessSame(
                    "key of the code",
                    parts.hex("key"),
                    code.key(Octets.wrap(parts.hex("salt"))).toArray());
        }

        ScriptedRandom random(JsonNode ephemeral) {
            return new ScriptedRandom(
                    VectorCase.hex(ephemeral.required("private")), parts.hex("salt"), parts.hex("iv"));
        }
    }
}
