package io.wigwag.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.util.encoders.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);

    private static Octets utf8(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The vector that the reference libraries of Standard Webhooks publish.
    @Test
    void theStandardsVectorComesOut() {
        var secret = SigningSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var signature =
                Signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", AT, utf8("{\"test\": 2432232314}"), List.of(secret));
        assertThat(signature)
                .isEqualTo(new Signature(
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    void anotherImplementationAcceptsWhatWeSign() {
        var old = SigningSecret.random(new SecureRandom());
        var current = SigningSecret.random(new SecureRandom());
        var body = utf8("{\"text\":\"grüße\"}");
        var signature = Signature.of("evt_1", AT, body, List.of(current, old));
        assertThat(signature.signature().split(" ", -1))
                .containsExactly(
                        "v1," + foreign(current.text(), "evt_1.1614265330.{\"text\":\"grüße\"}"),
                        "v1," + foreign(old.text(), "evt_1.1614265330.{\"text\":\"grüße\"}"));
    }

    /// As a receiver would do it, with BouncyCastle in place of the JDK.
    private static String foreign(String secret, String signed) {
        var mac = new HMac(SHA256Digest.newInstance());
        mac.init(new KeyParameter(Base64.decode(secret.substring("whsec_".length()))));
        var bytes = signed.getBytes(StandardCharsets.UTF_8);
        mac.update(bytes, 0, bytes.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return Base64.toBase64String(out);
    }

    @Test
    void aSecretIsReadAsItIsShownAndPrintsNothing() {
        var secret = SigningSecret.random(new SecureRandom());
        assertThat(SigningSecret.parse(secret.text())).isEqualTo(secret);
        assertThat(secret).hasToString("[redacted]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_!!!!", "whsec_AAAA"})
    void otherSecretsAreRefused(String text) {
        assertThatThrownBy(() -> SigningSecret.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatCouldBeReadInTwoWaysIsNotSigned() {
        var secrets = List.of(SigningSecret.random(new SecureRandom()));
        assertThatThrownBy(() -> Signature.of("a.b", AT, Octets.EMPTY, secrets))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Signature.of("a", AT, Octets.EMPTY, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
