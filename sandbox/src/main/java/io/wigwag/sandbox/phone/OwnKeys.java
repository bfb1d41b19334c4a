package io.wigwag.sandbox.phone;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.SessionCipher.NamedPreKeys;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.PreKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The private halves of what a persona has published, or given to one device in a retry receipt.
final class OwnKeys {
    private static final int SIGNED_ID = 1;

    private final SecureRandom random;
    private final KeyPair signed;
    private final PreKeys.Signed published;
    private final Map<Integer, KeyPair> oneTime = new LinkedHashMap<>();
    private final IntConsumer changed;
    private int lastId;

    /// @param changed is told the number of every one-time key that is new or gone
    OwnKeys(OwnIdentity own, SecureRandom random, IntConsumer changed) {
        this.random = random;
        this.changed = changed;
        signed = KeyPair.generate(random);
        var signature = Curve.sign(own.keys().privateKey(), signed.publicKey().typed(), random);
        published = new PreKeys.Signed(SIGNED_ID, signed.publicKey().octets(), Octets.wrap(signature));
    }

    PreKeys.Signed signed() {
        return published;
    }

    /// A key that nobody else has had.
    PreKeys.OneTime make() {
        var keys = KeyPair.generate(random);
        oneTime.put(++lastId, keys);
        changed.accept(lastId);
        return new PreKeys.OneTime(lastId, keys.publicKey().octets());
    }

    /// The signed one as it is kept; made again by [#restored].
    ObjectNode dump() {
        return Entries.object()
                .put("signed", base64(signed))
                .put("signature", Entries.base64(published.signature()))
                .put("lastId", lastId);
    }

    private OwnKeys(KeyPair signed, Octets signature, int lastId, SecureRandom random, IntConsumer changed) {
        this.random = random;
        this.changed = changed;
        this.signed = signed;
        this.published = new PreKeys.Signed(SIGNED_ID, signed.publicKey().octets(), signature);
        this.lastId = lastId;
    }

    /// Without one-time keys as yet.
    static OwnKeys restored(JsonNode json, SecureRandom random, IntConsumer changed) throws InvalidKey {
        return new OwnKeys(
                pair(json.path("signed")),
                Entries.octets(json.path("signature")),
                json.path("lastId").asInt(),
                random,
                changed);
    }

    /// The one-time keys that nobody has used yet.
    Set<Integer> ids() {
        return Collections.unmodifiableSet(oneTime.keySet());
    }

    /// One of them as it is kept.
    Optional<String> find(int id) {
        return Optional.ofNullable(oneTime.get(id)).map(OwnKeys::base64);
    }

    void restore(int id, JsonNode kept) throws InvalidKey {
        oneTime.put(id, pair(kept));
        lastId = Math.max(lastId, id);
    }

    private static String base64(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.privateKey().raw());
    }

    private static KeyPair pair(JsonNode text) throws InvalidKey {
        return KeyPair.of(PrivateKey.of(Base64.getDecoder().decode(text.asString())));
    }

    NamedPreKeys named(PreKeyMessage message) {
        return new NamedPreKeys(
                message.signedPreKeyId() == SIGNED_ID ? Optional.of(signed) : Optional.empty(),
                message.preKeyId().isPresent()
                        ? Optional.ofNullable(oneTime.get(message.preKeyId().getAsInt()))
                        : Optional.empty());
    }

    void used(int id) {
        oneTime.remove(id);
        changed.accept(id);
    }
}
