package io.wigwag.core.message.content;

import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.AppStateFatalExceptionNotification;
import io.wigwag.proto.e2e.AppStateSyncKeyRequest;
import io.wigwag.proto.e2e.AppStateSyncKeyShare;
import io.wigwag.proto.e2e.HistorySyncNotification;
import io.wigwag.proto.e2e.PeerDataOperationRequestMessage;
import io.wigwag.proto.e2e.PeerDataOperationRequestResponseMessage;

/// What the devices of one account tell each other, and never show to anybody. Each is believed only from the own
/// account, which is for the receiver to check.
///
/// What belongs to one subject of the engine stays in that subject's wire form.
public sealed interface Internal extends Content {

    /// A sender key travelled alone.
    record SenderKey(String group, Octets distribution) implements Internal {}

    /// A piece of history is ready to be fetched.
    record HistoryReady(HistorySyncNotification notice) implements Internal {}

    /// Keys of the app state.
    record StateKeys(AppStateSyncKeyShare share) implements Internal {
        /// How many; they are keys.
        @Override
        public String toString() {
            return "StateKeys[" + share.getKeysCount() + "]";
        }
    }

    /// Somebody lacks keys of the app state.
    record StateKeyRequest(AppStateSyncKeyRequest request) implements Internal {}

    /// The app state is broken on a device.
    record StateBroken(AppStateFatalExceptionNotification notice) implements Internal {}

    /// One device asks another one: for history, for a message, for a preview.
    record Question(PeerDataOperationRequestMessage request) implements Internal {}

    /// The answer to such a question.
    record Answer(PeerDataOperationRequestResponseMessage response) implements Internal {}

    /// Which numbers have which hidden ids; raw or deflated.
    record Identities(Octets payload) implements Internal {}

    /// Whether the phone tells about changed identity keys.
    record SecurityNotices(boolean enabled) implements Internal {}

    /// Any other word of the protocol, by its number.
    record Other(int type, String name) implements Internal {}
}
