package io.wigwag.interop.drive;

import java.time.Duration;

/// How long a driver may take.
///
/// @param start until it is ready
/// @param answer for an answer, and for an event that somebody waits for
/// @param goodbye to end after the end of its standard input, before it is killed
public record Patience(Duration start, Duration answer, Duration goodbye) {
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(5));
}
