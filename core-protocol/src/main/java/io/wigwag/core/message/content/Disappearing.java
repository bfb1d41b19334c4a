package io.wigwag.core.message.content;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// That a message goes away by itself.
///
/// @param after how long it stays, in whole seconds
/// @param since when the chat was set so; without it a person's phone warns that the message will stay
/// @param mode who or what set the chat so
public record Disappearing(Duration after, Optional<Instant> since, Optional<Mode> mode) {

    public Disappearing {
        after = after.truncatedTo(ChronoUnit.SECONDS);
        since = since.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    /// Nothing is known but the time.
    public static Disappearing after(Duration time) {
        return new Disappearing(time, Optional.empty(), Optional.empty());
    }

    /// As the chat between two people is set.
    public static Disappearing inChat(Duration time, Instant since) {
        return new Disappearing(
                time,
                Optional.of(since),
                Optional.of(new Mode(Initiator.CHANGED_IN_CHAT, Optional.of(Trigger.CHAT_SETTING))));
    }

    /// As a group is set, whose metadata may name the trigger.
    public static Disappearing inGroup(Duration time, Optional<Trigger> trigger) {
        return new Disappearing(time, Optional.empty(), Optional.of(new Mode(Initiator.CHANGED_IN_CHAT, trigger)));
    }

    /// How a chat came to its timer.
    public record Mode(Initiator initiator, Optional<Trigger> trigger) {}

    /// Who set a timer.
    public enum Initiator {
        CHANGED_IN_CHAT,
        INITIATED_BY_ME,
        INITIATED_BY_OTHER,
        BUSINESS_UPGRADE
    }

    /// What a timer follows from.
    public enum Trigger {
        UNKNOWN,
        CHAT_SETTING,
        ACCOUNT_SETTING,
        BULK_CHANGE,
        HOSTED_BUSINESS,
        UNKNOWN_GROUPS
    }
}
