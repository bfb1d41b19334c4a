package io.wigwag.core.event;

import io.wigwag.core.id.Jid;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What happened to a device's link with its account and the server.
public sealed interface LinkEvent extends DeviceEvent {

    record StatusChanged(DeviceStatus status) implements LinkEvent {}

    /// A code for a phone to scan, in place of the one before. Whoever has it can link the account: not for logs.
    record QrShown(String text, int index, int of, Instant until) implements LinkEvent {
        @Override
        public String toString() {
            return "QrShown[" + (index + 1) + " of " + of + "]";
        }
    }

    /// Eight characters for the owner to type on the phone.
    record CodeShown(String code, Instant until) implements LinkEvent {
        @Override
        public String toString() {
            return "CodeShown[redacted]";
        }
    }

    /// A phone has linked the device. It connects anew, by itself, as a member of the account.
    record Paired(Jid jid, Optional<Jid> lid, String platform) implements LinkEvent {}

    /// An attempt at linking came to nothing; the codes on show still hold unless the status says otherwise.
    record PairingFailed(String why) implements LinkEvent {}

    /// All that waited has been handed over.
    record HandedOver(long stanzas) implements LinkEvent {}

    /// The server could not read something that we sent.
    record Complained(OptionalInt code) implements LinkEvent {}

    /// The device's state was an older copy of itself; its sessions have been renewed.
    record StateRenewed() implements LinkEvent {}

    /// Whoever keeps messages refused one time and again: it stays at the server, and those after it go on. It comes
    /// once more on each new connection.
    record SetAside(String id) implements LinkEvent {}

    /// The service keeps the account from writing to people who do not know it, or does so no longer. Chats that there
    /// are go on.
    ///
    /// @param until when it ends by itself, where that is known
    record Restricted(boolean active, Optional<Instant> until) implements LinkEvent {}

    /// The device was stuck in this and has been rebuilt, without linking anew.
    record Rebuilt(String stuckIn) implements LinkEvent {}
}
