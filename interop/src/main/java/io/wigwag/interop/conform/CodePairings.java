package io.wigwag.interop.conform;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingStanzas;
import io.wigwag.core.pairing.CompanionCard;
import io.wigwag.core.pairing.CompanionPairing;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PrimaryPairing;
import java.util.function.Function;
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
        var account = Jid.parse(vector.text("phoneNumber") + "@s.whatsapp.net");
        var keys = vector.part(json -> json.required("keys"));
        var hello = new Wrapped(vector.get("hello"));
        var answer = new Wrapped(vector.get("primaryHello"));
        hello.checkKey(code);
        answer.checkKey(code);

        var companion = CompanionPairing.begin(code, hello.random(keys.get("pairingEphemeral")));
        var card = new CompanionCard(
                SignalSessions.keyPair(keys.get("noise")).publicKey(),
                Pairings.clientType(vector.get("browser")),
                display(vector.get("browser")));
        sameStanza("hello", hello.stanza, id -> CodePairingStanzas.companionHello(id, account, companion, card));
        var fromPhone = CodePairingStanzas.primaryHello(answer.stanza);
        var finish = vector.part(json -> json.required("finish"));
        var finished = companion.finish(
                fromPhone.hello(),
                SignalSessions.keyPair(keys.get("identity")),
                new ScriptedRandom(finish.hex("random"), finish.hex("bundleSalt"), finish.hex("bundleIv")));
        sameStanza(
                "finish",
                VectorNode.read(finish.get("stanza")),
                id -> CodePairingStanzas.companionFinish(id, account, fromPhone.ref(), finished.message()));
        Mismatch.unlessSame("companion's secret", Octets.wrap(vector.hex("advSecret")), finished.advSecret());

        var phone = PrimaryPairing.answer(
                companion.hello(),
                code,
                SignalSessions.keyPair(keys.get("primaryIdentity")),
                answer.random(keys.get("primaryEphemeral")));
        Mismatch.unlessSame("phone's hello", fromPhone.hello(), phone.hello());
        Mismatch.unlessSame("phone's secret", Octets.wrap(vector.hex("advSecret")), phone.finish(finished.message()));
    }

    private static String display(JsonNode browser) {
        return browser.get(1).asString() + " (" + browser.get(0).asString() + ")";
    }

    /// Compared as bytes on the wire, where a text and the bytes of that text are the same.
    private static void sameStanza(String what, Node theirs, Function<String, Node> ours) throws Exception {
        var id = theirs.attributes().requireText("id");
        var encoder = new NodeEncoder(TokenDictionary.version3());
        Mismatch.unlessSame(what, encoder.encode(theirs), encoder.encode(ours.apply(id)));
    }

    /// A wrapped key in a stanza, and what the file says about its making.
    private static final class Wrapped {
        private final Node stanza;
        private final VectorCase parts;

        Wrapped(JsonNode part) throws Exception {
            stanza = VectorNode.read(part.required("stanza"));
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
