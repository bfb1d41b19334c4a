package io.wigwag.sandbox.passkey;

import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// What a companion's authenticator is asked for: an account's passkey, over a challenge of ours.
record Request(Octets challenge, Octets credential) {
    static final String ORIGIN = "https://web.whatsapp.com";
    static final String PARTY = "whatsapp.com";
    private static final int CHALLENGE = 32;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static Request make(SecureRandom random, Octets credential) {
        var challenge = new byte[CHALLENGE];
        random.nextBytes(challenge);
        return new Request(Octets.wrap(challenge), credential);
    }

    static String encode(Octets bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toArray());
    }

    /// As JSON, the way a web page hands it to `navigator.credentials.get`.
    Octets options(Duration life) {
        var options = JSON.createObjectNode()
                .put("challenge", encode(challenge))
                .put("rpId", PARTY)
                .put("timeout", life.toMillis())
                .put("userVerification", "required");
        options.putArray("allowCredentials")
                .addObject()
                .put("type", "public-key")
                .put("id", encode(credential));
        return Octets.wrap(JSON.writeValueAsString(options).getBytes(StandardCharsets.UTF_8));
    }
}
