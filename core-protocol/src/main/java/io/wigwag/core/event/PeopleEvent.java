package io.wigwag.core.event;

import io.wigwag.core.id.Jid;
import java.time.Instant;
import java.util.Optional;

/// What others do just now, under the names that the server uses. What is missed here is not told again: whoever needs
/// to know how things stand asks.
public sealed interface PeopleEvent extends DeviceEvent {

    /// Somebody whom we watch is there, or has gone.
    ///
    /// @param lastSeen when they were there last, if they let us know
    record PresenceChanged(Jid who, boolean available, Optional<Instant> lastSeen) implements PeopleEvent {}

    /// Somebody writes to us, or has stopped to.
    ///
    /// @param chat the group, or the person themselves
    record Typing(Jid chat, Jid who, Activity activity) implements PeopleEvent {}

    /// What a person does who has a chat open.
    enum Activity {
        WRITING,
        RECORDING,
        NOTHING
    }

    /// A call goes on to its next step.
    ///
    /// @param from the device that tells
    /// @param creator the device that called
    record CallSignalled(String call, Jid from, Jid creator, Signal signal, CallFacts facts) implements PeopleEvent {}

    /// Steps of a call.
    enum Signal {
        OFFER,
        RINGING,
        ACCEPT,
        REJECT,
        /// Nobody answered.
        TIMEOUT,
        TERMINATE,
        /// The devices agree on how to reach each other, or the like.
        NEGOTIATION
    }

    /// What else a call's stanza tells; of video and group only the offer does.
    ///
    /// @param phone the caller's number
    /// @param late whether it waited for us
    record CallFacts(boolean video, boolean group, Optional<Jid> phone, Optional<Instant> time, boolean late) {}

    /// Somebody changed a group.
    record GroupChanged(Jid group, Optional<Jid> author, GroupChange change) implements PeopleEvent {}
}
