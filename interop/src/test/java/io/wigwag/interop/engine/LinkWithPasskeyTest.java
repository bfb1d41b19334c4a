package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.PasskeyAssertion;
import io.wigwag.sandbox.phone.VirtualPhone;
import io.wigwag.sandbox.server.LinkRefused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// R5: accounts that want to see their passkey before they link a device.
class LinkWithPasskeyTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final byte PRESENT_AND_VERIFIED = 5;

    private EngineStage stage;
    private TestDevice device;
    private VirtualPhone phone;

    @BeforeEach
    void setUp() throws Exception {
        stage = new EngineStage();
        device = stage.device();
        phone = stage.phone("ana");
        stage.sandbox()
                .exchange()
                .loop()
                .execute(() -> stage.sandbox().passkeys().demand(phone.account(), true));
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    /// What an authenticator in a browser on this page would answer.
    private static PasskeyAssertion assertion(Octets options, String origin) {
        JsonNode wanted = JSON.readTree(new String(options.toArray(), StandardCharsets.UTF_8));
        var credential = wanted.path("allowCredentials").path(0).path("id").asString("cGFzc2tleQ");
        var client = JSON.createObjectNode()
                .put("type", "webauthn.get")
                .put("challenge", wanted.path("challenge").asString())
                .put("origin", origin);
        var answer = JSON.createObjectNode()
                .put("id", credential)
                .put("rawId", credential)
                .put("type", "public-key");
        var authenticator = new byte[37];
        var party = wanted.path("rpId").asString("whatsapp.com").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(Sha256.hash(party), 0, authenticator, 0, 32);
        authenticator[32] = PRESENT_AND_VERIFIED;
        answer.putObject("response")
                .put("clientDataJSON", base64(JSON.writeValueAsBytes(client)))
                .put("authenticatorData", base64(authenticator))
                .put("signature", base64(new byte[70]));
        return new PasskeyAssertion(
                Octets.wrap(Base64.getUrlDecoder().decode(credential)), Octets.wrap(JSON.writeValueAsBytes(answer)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private DeviceStatus.PasskeyRequired asked() throws Exception {
        device.start();
        var qr = device.await(LinkEvent.QrShown.class);
        assertThatThrownBy(() -> phone.scan(qr.text())).isInstanceOf(LinkRefused.class);
        return device.awaitStatus(DeviceStatus.PasskeyRequired.class);
    }

    private void answer(PasskeyAssertion assertion) throws Exception {
        device.handle().answerPasskey(assertion).get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void theWholeCeremonyEndsWithADeviceThatIsOnline() throws Exception {
        var required = asked();
        assertThat(required.nextStep()).contains("passkey");
        answer(assertion(required.options(), "https://web.whatsapp.com"));
        var confirmation = device.awaitStatus(DeviceStatus.PasskeyConfirmation.class);
        assertThat(confirmation.code()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}");
        device.await(LinkEvent.Paired.class);
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @Test
    void aRefusedAnswerMayBeFollowedByABetterOne() throws Exception {
        var required = asked();
        assertThatThrownBy(() -> answer(assertion(required.options(), "https://phishing.example")))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        CommandFailed.class, failed -> assertThat(failed.why()).isEqualTo(CommandFailed.Why.REFUSED));
        assertThat(device.handle().status()).isInstanceOf(DeviceStatus.PasskeyRequired.class);
        answer(assertion(required.options(), "https://web.whatsapp.com"));
        device.awaitStatus(DeviceStatus.Online.class);
    }
}
