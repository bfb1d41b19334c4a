package io.wigwag.interop.conform;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SessionRecord;
import io.wigwag.core.signal.SignalFailure;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `signal-session.json`: conversations of two parties, step by step, each party once reading what the file says and,
/// where there is one session only, once more writing every byte itself.
final class SignalSessions implements VectorSuite {
    @Override
    public String file() {
        return "signal-session.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        if (!vector.kind().isEmpty()) {
            throw VectorSuite.unknownKind(vector);
        }
        var single = vector.get("singleSession").asBoolean();
        var parties = new HashMap<String, Party>();
        for (var name : vector.get("parties").propertyNames()) {
            parties.put(name, new Party(vector.get("parties").required(name)));
        }
        var sent = new HashMap<String, JsonNode>();
        var number = 0;
        for (var step : vector.get("steps")) {
            var where = "step " + number++ + ", " + step.required("op").asString();
            var party = parties.get(step.required("by").asString());
            if (party == null) {
                throw new AssertionError(where + ": by nobody");
            }
            party.feed(step.path("generated"));
            switch (step.required("op").asString()) {
                case "processBundle" -> party.begin(where, step);
                case "encrypt" -> {
                    sent.put(step.required("id").asString(), step);
                    party.encrypt(where, step, single);
                }
                case "encryptLost" -> party.lose(step.required("count").asInt());
                case "decrypt" -> party.decrypt(where, step, sent);
                case "forgetSessions" -> party.session = SessionRecord.EMPTY;
                default -> throw new AssertionError(where + ": unknown");
            }
        }
        if (number == 0) {
            throw new AssertionError("no steps");
        }
    }

    /// One side of a conversation: its keys and the only thing of it that changes.
    private static final class Party {
        private final ArrayDeque<KeyPair> fed = new ArrayDeque<>();
        private final Map<Integer, KeyPair> signedPreKeys = new HashMap<>();
        private final Map<Integer, KeyPair> preKeys = new HashMap<>();
        private final SessionCipher cipher;
        private SessionRecord session = SessionRecord.EMPTY;

        Party(JsonNode json) throws Exception {
            var own = new OwnIdentity(
                    keyPair(json.required("identity")),
                    json.required("registrationId").asInt());
            cipher = new SessionCipher(own, fed::remove);
            for (var key : json.required("signedPreKeys")) {
                signedPreKeys.put(key.required("id").asInt(), keyPair(key));
            }
            for (var key : json.required("preKeys")) {
                preKeys.put(key.required("id").asInt(), keyPair(key));
            }
        }

        void feed(JsonNode generated) throws Exception {
            fed.clear();
            for (var pair : generated) {
                fed.add(keyPair(pair));
            }
        }

        void begin(String where, JsonNode step) throws Exception {
            var refused = step.path("expect").asString("").equals("refused");
            try {
                session = cipher.begin(session, bundle(step.required("bundle")));
                Mismatch.unlessSame(where, !refused, true);
            } catch (SignalFailure failure) {
                Mismatch.unlessSame(where + ": " + failure.getMessage(), refused, true);
            }
            reload(where);
        }

        void encrypt(String where, JsonNode step, boolean single) throws Exception {
            var sent = cipher.encrypt(session, Octets.wrap(VectorCase.hex(step.required("plaintext"))));
            session = sent.session();
            reload(where);
            if (single) {
                var encrypted = sent.encrypted();
                Mismatch.unlessSame(
                        where + " type",
                        step.required("type").asString(),
                        encrypted.type().wireName());
                Mismatch.unlessSame(
                        where,
                        VectorCase.hex(step.required("ciphertext")),
                        encrypted.ciphertext().toArray());
            }
        }

        void lose(int count) throws Exception {
            for (var i = 0; i < count; i++) {
                session = cipher.encrypt(session, Octets.wrap(new byte[] {1})).session();
            }
        }

        void decrypt(String where, JsonNode step, Map<String, JsonNode> sent) throws Exception {
            var origin = sent.get(step.required("message").asString());
            if (origin == null) {
                throw new AssertionError(where + ": no such message");
            }
            var message = step.has("ciphertext") ? step : origin;
            var bytes = Octets.wrap(VectorCase.hex(message.required("ciphertext")));
            var before = session.toOctets();
            var ok = step.required("result").asString().equals("ok");
            try {
                var plaintext =
                        message.required("type").asString().equals("pkmsg") ? first(where, step, bytes) : next(bytes);
                Mismatch.unlessSame(where + " was read", ok, true);
                Mismatch.unlessSame(where, VectorCase.hex(origin.required("plaintext")), plaintext.toArray());
            } catch (SignalFailure failure) {
                Mismatch.unlessSame(where + ": " + failure, ok, false);
                Mismatch.unlessSame(where + " changed the record", before, session.toOctets());
            }
            reload(where);
        }

        private Octets first(String where, JsonNode step, Octets bytes) throws Exception {
            var message = PreKeyMessage.parse(bytes.toArray());
            var oneTime = message.preKeyId().isPresent()
                    ? Optional.ofNullable(preKeys.get(message.preKeyId().getAsInt()))
                    : Optional.<KeyPair>empty();
            var signed = Optional.ofNullable(signedPreKeys.get(message.signedPreKeyId()));
            var received = cipher.decryptFirst(session, message, new SessionCipher.NamedPreKeys(signed, oneTime));
            session = received.session();
            var used = received.usedPreKey();
            if (step.hasNonNull("preKeyUsed")) {
                Mismatch.unlessSame(
                        where + " pre-key used", step.required("preKeyUsed").asInt(), used.orElse(-1));
            }
            used.ifPresent(preKeys::remove);
            return received.plaintext();
        }

        private Octets next(Octets bytes) throws Exception {
            var received = cipher.decrypt(session, bytes);
            session = received.session();
            return received.plaintext();
        }

        /// Every step goes through the stored form.
        private void reload(String where) throws Exception {
            var stored = session.toOctets();
            session = SessionRecord.parse(stored);
            Mismatch.unlessSame(where + " stored again", stored, session.toOctets());
        }
    }

    static KeyPair keyPair(JsonNode json) throws Exception {
        var pair = KeyPair.of(PrivateKey.of(VectorCase.hex(json.required("private"))));
        var expected = VectorCase.hex(json.required("public"));
        Mismatch.unlessSame(
                "public key",
                expected,
                expected.length == PublicKey.TYPED_SIZE
                        ? pair.publicKey().typed()
                        : pair.publicKey().raw());
        return pair;
    }

    private static PreKeyBundle bundle(JsonNode json) throws Exception {
        var signed = json.required("signedPreKey");
        var oneTime = json.path("preKey");
        return new PreKeyBundle(
                PublicKey.ofTyped(VectorCase.hex(json.required("identityKey"))),
                json.required("registrationId").asInt(),
                new PreKeyBundle.SignedKey(
                        signed.required("id").asInt(),
                        PublicKey.ofTyped(VectorCase.hex(signed.required("public"))),
                        Octets.wrap(VectorCase.hex(signed.required("signature")))),
                oneTime.hasNonNull("id")
                        ? Optional.of(new PreKeyBundle.Numbered(
                                oneTime.required("id").asInt(),
                                PublicKey.ofTyped(VectorCase.hex(oneTime.required("public")))))
                        : Optional.empty());
    }
}
