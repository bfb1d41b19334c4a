package io.wigwag.sandbox.passkey;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What an authenticator says to a [Request]. Its form is checked and what it was made for; not its signature, since no
/// key of it was ever registered here.
record Assertion(Octets credential, JsonNode client, Octets authenticator, Octets signature) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    /// The relying party's hash, the flags, the counter.
    private static final int AUTHENTICATOR = 37;
    private static final int FLAGS = 32;
    private static final int USER_PRESENT = 1;

    static Assertion parse(Octets json) throws PasskeyRefused {
        var assertion = object("assertion", json);
        if (!"public-key".equals(assertion.path("type").asString(""))) {
            throw PasskeyRefused.malformed("assertion: its type is not public-key");
        }
        var response = assertion.path("response");
        return new Assertion(
                bytes(assertion, "id"),
                object("clientDataJSON", bytes(response, "clientDataJSON")),
                bytes(response, "authenticatorData"),
                bytes(response, "signature"));
    }

    private static JsonNode object(String name, Octets json) throws PasskeyRefused {
        try {
            var node = JSON.readTree(json.toArray());
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException malformed) {
            throw PasskeyRefused.malformed(name + ": not JSON: " + malformed.getOriginalMessage());
        }
        throw PasskeyRefused.malformed(name + ": not a JSON object");
    }

    private static Octets bytes(JsonNode object, String name) throws PasskeyRefused {
        var text = object.path(name).asString("");
        try {
            if (!text.isEmpty()) {
                return Octets.wrap(Base64.getUrlDecoder().decode(text));
            }
        } catch (IllegalArgumentException malformed) {
            throw PasskeyRefused.malformed("assertion: " + name + " is not base64url");
        }
        throw PasskeyRefused.malformed("assertion: without " + name);
    }

    /// @param credentialSaid which passkey the companion says it used: its bytes, or their text
    void check(Request request, Octets credentialSaid) throws PasskeyRefused {
        var text = Octets.wrap(Request.encode(credential).getBytes(StandardCharsets.US_ASCII));
        if (!credentialSaid.equals(credential) && !credentialSaid.equals(text)) {
            throw PasskeyRefused.unproven("credential id: not the assertion's");
        }
        if (!credential.equals(request.credential())) {
            throw PasskeyRefused.unproven("credential id: not one of those that were asked for");
        }
        expect("type", "webauthn.get");
        expect("challenge", Request.encode(request.challenge()));
        expect("origin", Request.ORIGIN);
        if (authenticator.size() < AUTHENTICATOR) {
            throw PasskeyRefused.malformed("authenticator data: " + authenticator.size() + " bytes (expected: 37)");
        }
        var party = Octets.wrap(Sha256.hash(Request.PARTY.getBytes(StandardCharsets.US_ASCII)));
        if (!authenticator.startsWith(party)) {
            throw PasskeyRefused.unproven("authenticator data: made for another relying party");
        }
        if ((authenticator.at(FLAGS) & USER_PRESENT) == 0) {
            throw PasskeyRefused.unproven("authenticator data: nobody was there");
        }
    }

    private void expect(String name, String value) throws PasskeyRefused {
        var said = client.path(name).asString("");
        if (!said.equals(value)) {
            throw PasskeyRefused.unproven(name + ": " + said + " (expected: " + value + ")");
        }
    }
}
