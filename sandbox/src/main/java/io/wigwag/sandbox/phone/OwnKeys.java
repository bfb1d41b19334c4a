package io.wigwag.sandbox.phone;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.SessionCipher.NamedPreKeys;
import io.wigwag.sandbox.world.PreKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The private halves of what a persona has published, or given to one device in a retry receipt.
final class OwnKeys {
    private static final int SIGNED_ID = 1;

    private final SecureRandom random;
    private final KeyPair signed;
    private final PreKeys.Signed published;
    private final Map<Integer, KeyPair> oneTime = new LinkedHashMap<>();
    private int lastId;

    OwnKeys(OwnIdentity own, SecureRandom random) {
        this.random = random;
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
        return new PreKeys.OneTime(lastId, keys.publicKey().octets());
    }

    /// As they are kept; made again by [#restore].
    ObjectNode dump() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("signed", base64(signed)).put("signature", base64(published.signature()));
        var keys = json.putObject("oneTime");
        oneTime.forEach((id, pair) -> keys.put(Integer.toString(id), base64(pair)));
        return json.put("lastId", lastId);
    }

    private OwnKeys(SecureRandom random, KeyPair signed, Octets signature, int lastId) {
        this.random = random;
        this.signed = signed;
        this.published = new PreKeys.Signed(SIGNED_ID, signed.publicKey().octets(), signature);
        this.lastId = lastId;
    }

    static OwnKeys restore(JsonNode json, SecureRandom random) throws InvalidKey {
        var keys = new OwnKeys(
                random,
                pair(json.path("signed")),
                Octets.wrap(Base64.getDecoder().decode(json.path("signature").asString())),
                json.path("lastId").asInt());
        for (var entry : json.path("oneTime").properties()) {
            keys.oneTime.put(Integer.valueOf(entry.getKey()), pair(entry.getValue()));
        }
        return keys;
    }

    private static String base64(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.privateKey().raw());
    }

    private static String base64(Octets bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
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
    }
}
