package io.wigwag.core.event;

import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/// How a device is: the one truth about it. Everything that reports on a device reports this.
public sealed interface DeviceStatus {

    /// Never linked, and not told to do anything yet.
    record New() implements DeviceStatus {}

    /// Its owner has stopped it, or has not started it.
    record Stopped() implements DeviceStatus {}

    /// On its way to the server.
    ///
    /// @param attempt how many have failed in a row, and this one
    record Connecting(int attempt) implements DeviceStatus {}

    /// Shows codes and waits for a phone.
    record Pairing(Instant until) implements DeviceStatus {}

    /// The account wants a passkey before it links a device.
    ///
    /// @param options the server's challenge, the JSON that a browser takes for `publicKey`
    record PasskeyRequired(Octets options, Instant expires) implements DeviceStatus {}

    /// The passkey is accepted. The phone shows a code too; if it is this one, its owner confirms there.
    record PasskeyConfirmation(String code, Instant expires) implements DeviceStatus {}

    /// Logged in; what came while we were away is being handed over.
    record Syncing() implements DeviceStatus {}

    /// Logged in, and all that waited has been handed over.
    record Online(Instant since) implements DeviceStatus {}

    /// The connection ended and will be tried again.
    record BackingOff(Instant until, int failures, String why) implements DeviceStatus {}

    /// Nobody scanned a code, or finished in time.
    record PairingExpired() implements DeviceStatus {}

    /// The link to the account is over. What the device knew is kept until it is wiped.
    record LoggedOut(DisconnectReason reason) implements DeviceStatus {}

    /// The account must not be used, for a while or for good.
    ///
    /// @param until where it is known
    record Banned(DisconnectReason reason, Optional<BanCause> cause, Optional<Instant> until) implements DeviceStatus {}

    /// The same device has connected from elsewhere, and was let in our stead.
    record Replaced() implements DeviceStatus {}

    /// The server takes no client of this version any more.
    record ClientOutdated(String version, String advice) implements DeviceStatus {}

    /// The server refuses what we say about ourselves.
    record Refused(DisconnectReason reason) implements DeviceStatus {}

    /// Another process runs this device.
    record Disowned() implements DeviceStatus {}

    /// What the device remembers can't be read.
    record Damaged(String why) implements DeviceStatus {}

    /// The status in one word, the same everywhere.
    default String word() {
        return switch (this) {
            case New() -> "new";
            case Stopped() -> "stopped";
            case Connecting _ -> "connecting";
            case Pairing _ -> "pairing";
            case PasskeyRequired _ -> "passkey_required";
            case PasskeyConfirmation _ -> "passkey_confirmation";
            case Syncing() -> "syncing";
            case Online _ -> "online";
            case BackingOff _ -> "backing_off";
            case PairingExpired() -> "pairing_expired";
            case LoggedOut _ -> "logged_out";
            case Banned _ -> "banned";
            case Replaced() -> "replaced";
            case ClientOutdated _ -> "client_outdated";
            case Refused _ -> "refused";
            case Disowned() -> "disowned";
            case Damaged _ -> "damaged";
        };
    }

    /// What somebody should do now, in a sentence.
    default String nextStep() {
        return switch (this) {
            case New() -> "Start the device to get a QR code.";
            case Stopped() -> "Start the device when it should work.";
            case Connecting _ -> "Nothing: the connection is being made.";
            case Pairing _ -> "Scan the QR code with the phone: Settings, Linked devices, Link a device.";
            case PasskeyRequired _ ->
                "Sign the challenge with the account's passkey in a browser and hand the answer in.";
            case PasskeyConfirmation step -> "Compare the code " + step.code() + " with the phone's and confirm there.";
            case Syncing() -> "Nothing: messages that waited are coming in.";
            case Online _ -> "Nothing: the device works.";
            case BackingOff pause -> "Nothing: tried again at " + pause.until() + " (" + pause.why() + ").";
            case PairingExpired() -> "Start the device again for new codes.";
            case LoggedOut _ -> "Link the device anew; what it knew is kept until then.";
            case Banned ban ->
                ban.until()
                        .map(end ->
                                "Wait until " + end + ", then start the device; look into the phone for the reason.")
                        .orElse("Look into the phone for the reason of the ban.");
            case Replaced() -> "Find out who else runs this device; start it to take it back.";
            case ClientOutdated refused -> refused.advice();
            case Refused(var reason) ->
                "The server refuses this client (" + reason + "): compare its profile with the current official one.";
            case Disowned() -> "Nothing: another process runs this device.";
            case Damaged(var why) -> "Restore the store, or wipe the device and link it anew: " + why;
        };
    }

    /// Whether the device tries to be connected, now or in a while.
    default boolean isRunning() {
        return switch (this) {
            case Connecting _, Pairing _, PasskeyRequired _, PasskeyConfirmation _, Syncing _, Online _, BackingOff _ ->
                true;
            case New _,
                    Stopped _,
                    PairingExpired _,
                    LoggedOut _,
                    Banned _,
                    Replaced _,
                    ClientOutdated _,
                    Refused _,
                    Disowned _,
                    Damaged _ -> false;
        };
    }
}
