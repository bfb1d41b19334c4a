package io.wigwag.core.message.content;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Something about a chat that changes, or is asked for, by a message.
public sealed interface Setting extends Content {

    /// How long messages stay in a chat between two; zero for as long as anybody keeps them.
    ///
    /// @param since when it was set, in whole seconds
    record Timer(Duration time, Optional<Instant> since) implements Setting {
        public Timer {
            time = time.truncatedTo(ChronoUnit.SECONDS);
            since = since.map(moment -> moment.truncatedTo(ChronoUnit.SECONDS));
        }

        public static Timer of(Duration time, Instant now) {
            return new Timer(time, Optional.of(now));
        }
    }

    /// Whether people are kept from passing on what is said in a chat.
    record SharingLimit(boolean limited) implements Setting {}

    /// How a member of a group calls themselves there; empty to be called nothing.
    record MemberLabel(String label) implements Setting {
        public static final int LONGEST = 30;

        @Override
        public String text() {
            return label;
        }
    }

    /// May I see your number?
    record NumberRequest() implements Setting {}

    /// Here is my number.
    record NumberShare() implements Setting {}
}
