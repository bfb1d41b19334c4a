package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// The server has not let us in, and closes: `<failure reason="402" code="104" expire="3600"/>`. What can't be read of
/// it is absent: it is a failure all the same.
///
/// @param code why somebody is banned
/// @param expire how long they are
/// @param message for people, in the server's words
public record Failure(OptionalInt reason, OptionalInt code, Optional<Duration> expire, Optional<String> message)
        implements ServerStanza {

    static Failure read(Node node) {
        var seconds = Lenient.number(node, "expire");
        var attributes = node.attributes();
        return new Failure(
                Lenient.number(node, "reason"),
                Lenient.number(node, "code"),
                seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsInt())) : Optional.empty(),
                attributes
                        .text("message")
                        .or(() -> attributes.text("logout_message_header"))
                        .or(() -> attributes.text("logout_message_subtext")));
    }
}
