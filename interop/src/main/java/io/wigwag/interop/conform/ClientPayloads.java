package io.wigwag.interop.conform;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.login.Credentials;
import io.wigwag.core.login.DeviceKeys;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.login.Route;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.proto.login.DeviceProps;
import java.security.SecureRandom;
import java.util.Optional;

/// `client-payload.json`: what a client tells about itself in the handshake. Read by our schema, and then written by
/// our client under settings of the same meaning, byte for byte but for what it says otherwise on purpose: it follows
/// the web client, which tells an empty manufacturer and counts its logins.
final class ClientPayloads implements VectorSuite {
    @Override
    public String file() {
        return "client-payload.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "registration" -> registration(vector, payload(vector));
            case "login" -> login(vector, payload(vector));
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static ClientPayload payload(VectorCase vector) throws Exception {
        var payload = Schemas.same(vector.hex("payload"), ClientPayload.getDefaultInstance());
        Schemas.sameJson(payload, vector.get("json"));
        return payload;
    }

    private static void registration(VectorCase vector, ClientPayload theirs) throws Exception {
        var props = Schemas.same(
                theirs.getDevicePairingData().getDeviceProps().toByteArray(), DeviceProps.getDefaultInstance());
        Schemas.sameJson(props, vector.get("deviceProps"));
        var keys = vector.part(json -> json.required("creds"));
        var signed = keys.part(json -> json.required("signedPreKey"));
        var ours = io.wigwag.core.login.ClientPayloads.registration(
                device(keys),
                new PreKeyBundle.SignedKey(
                        signed.get("id").asInt(),
                        PublicKey.of(signed.hex("public")),
                        Octets.wrap(signed.hex("signature"))),
                BaileysProfile.of(vector.get("config")));
        Mismatch.unlessSame("our registration", asTheWebClient(theirs).toByteArray(), ours.toArray());
    }

    /// Only the public half of the identity is known, and only that is told.
    private static Credentials device(VectorCase keys) throws Exception {
        var random = new SecureRandom();
        var identity = new KeyPair(
                PublicKey.of(keys.hex("identityPublic")),
                KeyPair.generate(random).privateKey());
        return new Credentials(
                new DeviceKeys(
                        KeyPair.generate(random),
                        new OwnIdentity(identity, keys.get("registrationId").asInt()),
                        Octets.wrap(random.generateSeed(32))),
                Optional.empty(),
                0,
                Route.UNKNOWN,
                Optional.empty());
    }

    private static void login(VectorCase vector, ClientPayload theirs) throws Exception {
        var jid = Jid.parse(vector.text("jid"));
        var account = new LinkedAccount(
                jid, Optional.empty(), Octets.EMPTY, Optional.empty(), Optional.empty(), Optional.empty());
        var credentials = Credentials.generate(new SecureRandom()).linkedTo(account);
        var ours = io.wigwag.core.login.ClientPayloads.login(
                credentials.loggedIn(), BaileysProfile.of(vector.get("config")), 1);
        var expected = asTheWebClient(theirs).toBuilder()
                .setDevice(jid.device())
                .setLc(1)
                .setConnectAttemptCount(1)
                .build();
        Mismatch.unlessSame("our login", expected.toByteArray(), ours.toArray());
    }

    private static ClientPayload asTheWebClient(ClientPayload theirs) {
        return theirs.toBuilder()
                .setUserAgent(theirs.getUserAgent().toBuilder().setManufacturer(""))
                .build();
    }
}
