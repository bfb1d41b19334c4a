package io.wigwag.core.message.content;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// What becomes of an earlier message.
public sealed interface Change extends Content {

    MessageRef target();

    /// It says something else now.
    ///
    /// @param replacement all of the new content; only words and captions can really change
    record Edit(MessageRef target, Draft replacement) implements Change {

        @Override
        public String text() {
            return replacement.content().text();
        }
    }

    /// It is taken back: by its author, or by an admin if [MessageRef#own()] is false.
    record Revocation(MessageRef target) implements Change {}

    /// It is shown on top of the chat, for everybody.
    ///
    /// @param time how long, in whole seconds
    record Pin(MessageRef target, Duration time) implements Change {
        public static final Duration DAY = Duration.ofDays(1);
        public static final Duration WEEK = Duration.ofDays(7);
        public static final Duration MONTH = Duration.ofDays(30);

        public Pin {
            time = time.truncatedTo(ChronoUnit.SECONDS);
        }
    }

    /// It is on top no longer.
    record Unpin(MessageRef target) implements Change {}

    /// It stays, although the chat's messages disappear; or does so no longer.
    record Keep(MessageRef target, boolean kept) implements Change {}
}
