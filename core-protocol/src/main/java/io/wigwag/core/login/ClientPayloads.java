package io.wigwag.core.login;

import com.google.protobuf.ByteString;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.proto.login.ClientPayload.ConnectReason;
import io.wigwag.proto.login.ClientPayload.ConnectType;
import io.wigwag.proto.login.ClientPayload.DevicePairingRegistrationData;
import io.wigwag.proto.login.ClientPayload.UserAgent;
import io.wigwag.proto.login.ClientPayload.WebInfo;
import io.wigwag.proto.login.DeviceProps;
import java.nio.ByteBuffer;

/// The last part of a handshake: who connects, and as what. Field by field as the web client fills it, the fields of
/// no meaning included, because a client that leaves them out is known by that.
public final class ClientPayloads {
    private static final ByteString CURVE_25519 = ByteString.copyFrom(new byte[] {5});
    private static final int KEY_ID = 3;
    /// No mobile network.
    private static final String NO_CODE = "000";
    /// Web clients do not tell their system at login.
    private static final String NO_SYSTEM = "0.1";

    private ClientPayloads() {}

    /// Asks to be linked.
    ///
    /// @param signedPreKey which the server hands out for us until more keys are uploaded
    public static Octets registration(
            Credentials credentials, PreKeyBundle.SignedKey signedPreKey, ClientProfile profile) {
        var identity = credentials.keys().identity();
        var registration = DevicePairingRegistrationData.newBuilder()
                .setERegid(bigEndian(identity.registrationId(), Integer.BYTES))
                .setEKeytype(CURVE_25519)
                .setEIdent(bytes(identity.publicKey().octets()))
                .setESkeyId(bigEndian(signedPreKey.id(), KEY_ID))
                .setESkeyVal(bytes(signedPreKey.key().octets()))
                .setESkeySig(bytes(signedPreKey.signature()))
                .setBuildHash(bytes(profile.version().buildHash()))
                .setDeviceProps(deviceProps(profile).toByteString());
        return Octets.wrap(common(profile)
                .setPassive(false)
                .setPull(false)
                .setDevicePairingData(registration)
                .build()
                .toByteArray());
    }

    /// Comes back as a linked device, passive at first: nothing that waited is to come before our keys are in order and
    /// we ask for it.
    ///
    /// @param connects how often the server has let this device in since the process began
    public static Octets login(Credentials credentials, ClientProfile profile, int connects) {
        var jid = credentials
                .account()
                .orElseThrow(() -> new IllegalArgumentException("credentials: not linked"))
                .jid();
        return Octets.wrap(common(profile)
                .setUsername(jid.number())
                .setDevice(jid.device())
                .setPassive(true)
                .setPull(true)
                .setLidDbMigrated(false)
                .setLc(credentials.logins())
                .setConnectAttemptCount(connects)
                .build()
                .toByteArray());
    }

    private static ClientPayload.Builder common(ClientProfile profile) {
        var payload = ClientPayload.newBuilder()
                .setUserAgent(userAgent(profile))
                .setConnectType(ConnectType.WIFI_UNKNOWN)
                .setConnectReason(ConnectReason.USER_ACTIVATED);
        profile.agent().pushName().ifPresent(payload::setPushName);
        if (profile.agent().platform() == UserAgent.Platform.WEB) {
            payload.setWebInfo(
                    WebInfo.newBuilder().setWebSubPlatform(profile.agent().webSubPlatform()));
        }
        return payload;
    }

    private static UserAgent.Builder userAgent(ClientProfile profile) {
        var version = profile.version();
        return UserAgent.newBuilder()
                .setPlatform(profile.agent().platform())
                .setAppVersion(UserAgent.AppVersion.newBuilder()
                        .setPrimary(version.primary())
                        .setSecondary(version.secondary())
                        .setTertiary(version.tertiary()))
                .setMcc(NO_CODE)
                .setMnc(NO_CODE)
                .setOsVersion(NO_SYSTEM)
                .setManufacturer("")
                .setDevice("Desktop")
                .setOsBuildNumber(NO_SYSTEM)
                .setReleaseChannel(UserAgent.ReleaseChannel.RELEASE)
                .setLocaleLanguageIso6391(profile.agent().language())
                .setLocaleCountryIso31661Alpha2(profile.agent().country());
    }

    private static DeviceProps deviceProps(ClientProfile profile) {
        var label = profile.label();
        var props = DeviceProps.newBuilder()
                .setOs(label.name())
                .setPlatformType(label.browser().platformType())
                .setRequireFullSync(profile.history().everything())
                .setHistorySyncConfig(profile.history().details());
        var numbers = label.systemNumbers();
        if (numbers.length > 0) {
            props.setVersion(version(numbers));
        }
        return props.build();
    }

    private static DeviceProps.AppVersion.Builder version(int[] numbers) {
        var version = DeviceProps.AppVersion.newBuilder().setPrimary(numbers[0]);
        if (numbers.length > 1) {
            version.setSecondary(numbers[1]);
        }
        if (numbers.length > 2) {
            version.setTertiary(numbers[2]);
        }
        return version;
    }

    private static ByteString bigEndian(int value, int size) {
        var all = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
        return ByteString.copyFrom(all, Integer.BYTES - size, size);
    }

    private static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.asBuffer());
    }
}
