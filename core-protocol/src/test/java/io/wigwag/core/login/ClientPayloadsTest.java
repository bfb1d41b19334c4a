package io.wigwag.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.proto.login.DeviceProps;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The forms that servers know us by. The bytes themselves are held against an independent implementation's elsewhere.
class ClientPayloadsTest {
    private final SeededRandom random = new SeededRandom(3);
    private final Credentials fresh = Credentials.generate(random);
    private final KeyPair preKey = KeyPair.generate(random);
    private final PreKeyBundle.SignedKey signed = new PreKeyBundle.SignedKey(
            0x010203,
            preKey.publicKey(),
            Octets.wrap(Curve.sign(
                    fresh.keys().identity().keys().privateKey(),
                    preKey.publicKey().typed(),
                    random)));

    private Credentials linked() throws Exception {
        return fresh.linkedTo(new LinkedAccount(
                Jid.parse("491511234567:12@s.whatsapp.net"),
                Optional.empty(),
                Octets.EMPTY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static ClientPayload parse(Octets payload) throws Exception {
        return ClientPayload.parseFrom(payload.asBuffer());
    }

    @Test
    void aRegistrationBringsTheKeysAndTheLabel() throws Exception {
        var payload = parse(ClientPayloads.registration(fresh, signed, ClientProfile.SHIPPED));

        assertThat(payload.hasUsername()).isFalse();
        assertThat(payload.hasDevice()).isFalse();
        assertThat(payload.hasLc()).isFalse();
        assertThat(payload.hasConnectAttemptCount()).isFalse();
        assertThat(payload.hasLidDbMigrated()).isFalse();
        assertThat(payload.hasPassive()).isTrue();
        assertThat(payload.getPassive()).isFalse();
        assertThat(payload.hasPull()).isTrue();
        assertThat(payload.getPull()).isFalse();
        var data = payload.getDevicePairingData();
        assertThat(Octets.wrap(data.getERegid().toByteArray()).toHex())
                .isEqualTo("%08x".formatted(fresh.keys().identity().registrationId()));
        assertThat(data.getEKeytype().toByteArray()).containsExactly(5);
        assertThat(data.getEIdent().toByteArray())
                .isEqualTo(fresh.keys().identity().publicKey().raw());
        assertThat(data.getESkeyId().toByteArray()).containsExactly(1, 2, 3);
        assertThat(data.getESkeyVal().toByteArray())
                .isEqualTo(preKey.publicKey().raw());
        assertThat(data.getESkeySig().toByteArray())
                .isEqualTo(signed.signature().toArray());
        assertThat(data.getBuildHash().toByteArray())
                .isEqualTo(ClientProfile.SHIPPED.version().buildHash().toArray());
        var props = DeviceProps.parseFrom(data.getDeviceProps());
        assertThat(props.getOs()).isEqualTo("Mac OS");
        assertThat(props.getVersion().getPrimary()).isEqualTo(10);
        assertThat(props.getVersion().getSecondary()).isEqualTo(15);
        assertThat(props.getVersion().getTertiary()).isEqualTo(7);
        assertThat(props.getPlatformType()).isEqualTo(DeviceProps.PlatformType.CHROME);
        assertThat(props.hasRequireFullSync()).isTrue();
        assertThat(props.getRequireFullSync()).isFalse();
        assertThat(props.getHistorySyncConfig())
                .isEqualTo(ClientProfile.SHIPPED.history().details());
    }

    @Test
    void aLoginSaysWhoAndHowOften() throws Exception {
        var credentials = linked().loggedIn().loggedIn().loggedIn();

        var payload = parse(ClientPayloads.login(credentials, ClientProfile.SHIPPED, 2));

        assertThat(payload.getUsername()).isEqualTo(491_511_234_567L);
        assertThat(payload.getDevice()).isEqualTo(12);
        assertThat(payload.getLc()).isEqualTo(3);
        assertThat(payload.getConnectAttemptCount()).isEqualTo(2);
        assertThat(payload.hasDevicePairingData()).isFalse();
        assertThat(payload.getPassive()).isTrue();
        assertThat(payload.getPull()).isTrue();
        assertThat(payload.hasLidDbMigrated()).isTrue();
        assertThat(payload.getLidDbMigrated()).isFalse();
    }

    @Test
    void theFirstLoginWritesItsZeros() throws Exception {
        var payload = parse(ClientPayloads.login(linked(), ClientProfile.SHIPPED, 0));

        assertThat(payload.hasLc()).isTrue();
        assertThat(payload.hasConnectAttemptCount()).isTrue();
    }

    @Test
    void bothTellTheClientsVersionAndNothingOfThisMachine() throws Exception {
        for (var payload : new Octets[] {
            ClientPayloads.registration(fresh, signed, ClientProfile.SHIPPED),
            ClientPayloads.login(linked(), ClientProfile.SHIPPED, 0)
        }) {
            var agent = parse(payload).getUserAgent();

            assertThat(agent.getPlatform()).isEqualTo(ClientPayload.UserAgent.Platform.WEB);
            assertThat(agent.getAppVersion().getTertiary())
                    .isEqualTo(ClientProfile.SHIPPED.version().tertiary());
            assertThat(agent.getOsVersion()).isEqualTo("0.1");
            assertThat(agent.getOsBuildNumber()).isEqualTo("0.1");
            assertThat(agent.getMcc()).isEqualTo("000");
            assertThat(agent.getMnc()).isEqualTo("000");
            assertThat(agent.hasManufacturer()).isTrue();
            assertThat(agent.getManufacturer()).isEmpty();
            assertThat(agent.getDevice()).isEqualTo("Desktop");
            assertThat(agent.hasPhoneId()).isFalse();
            assertThat(agent.getLocaleLanguageIso6391()).isEqualTo("en");
            assertThat(agent.getLocaleCountryIso31661Alpha2()).isEqualTo("US");
            assertThat(parse(payload).hasWebInfo()).isTrue();
        }
    }

    @Test
    void aNameIsToldOnlyWhereSomebodyWantsIt() throws Exception {
        var named = ClientProfile.of(Map.of("client.push-name", "Ana"));

        assertThat(parse(ClientPayloads.registration(fresh, signed, ClientProfile.SHIPPED))
                        .hasPushName())
                .isFalse();
        assertThat(parse(ClientPayloads.registration(fresh, signed, named)).getPushName())
                .isEqualTo("Ana");
        assertThat(parse(ClientPayloads.login(linked(), named, 0)).getPushName())
                .isEqualTo("Ana");
    }

    @Test
    void onlyTheWebPlatformTellsAWebPlatform() throws Exception {
        var android = ClientProfile.of(Map.of("client.platform", "android"));

        assertThat(parse(ClientPayloads.login(linked(), android, 0)).hasWebInfo())
                .isFalse();
    }

    @Test
    void aSystemVersionThatIsNoNumberIsLeftOut() throws Exception {
        for (var version : new String[] {"22.04 LTS", "", "1.2.3.4"}) {
            assertThat(props(version).hasVersion()).as(version).isFalse();
        }
        assertThat(props("22.04").getVersion().hasTertiary()).isFalse();
        assertThat(props("22").getVersion().getPrimary()).isEqualTo(22);
    }

    private DeviceProps props(String systemVersion) throws Exception {
        var profile = ClientProfile.of(Map.of("client.system-version", systemVersion));
        return DeviceProps.parseFrom(parse(ClientPayloads.registration(fresh, signed, profile))
                .getDevicePairingData()
                .getDeviceProps());
    }

    @Test
    void nobodyLogsInUnlinked() {
        assertThatThrownBy(() -> ClientPayloads.login(fresh, ClientProfile.SHIPPED, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
