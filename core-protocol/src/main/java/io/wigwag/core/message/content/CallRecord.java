package io.wigwag.core.message.content;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/// That there was a call.
///
/// @param time how long it took, in whole seconds
public record CallRecord(boolean video, Outcome outcome, Duration time) implements Content {

    public CallRecord {
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /// How calls end.
    public enum Outcome {
        CONNECTED,
        MISSED,
        FAILED,
        REJECTED,
        ACCEPTED_ELSEWHERE,
        ONGOING,
        SILENCED_BY_DO_NOT_DISTURB,
        SILENCED_UNKNOWN_CALLER
    }
}
