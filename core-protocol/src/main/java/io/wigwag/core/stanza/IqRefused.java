package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// The server's no to a query: `<iq type="error"><error code="429" text="rate-overlimit" backoff="30"/></iq>`. Carries
/// no stack, as it tells of the server.
public final class IqRefused extends Exception {
    public static final int NOT_FOUND = 404;
    public static final int RATE_LIMITED = 429;

    private static final long serialVersionUID = 1;
    /// In place of a code where the server gave none that can be read.
    private static final int UNSAID = -1;
    /// Nobody may be sent away for longer: a wish beyond this is read as this.
    private static final long LONGEST_BACKOFF_SECONDS = 24 * 60 * 60;

    private final int code;
    private final String text;
    private final long backoffSeconds;

    private IqRefused(OptionalInt code, String text, long backoffSeconds) {
        super((code.isPresent() ? code.getAsInt() + " " : "") + text, null, false, false);
        this.code = code.orElse(UNSAID);
        this.text = text;
        this.backoffSeconds = backoffSeconds;
    }

    /// A refusal is one even where its reason can't be read: what is missing is unsaid.
    static IqRefused of(Node iq) {
        var error = iq.child("error");
        return new IqRefused(
                error.map(node -> Lenient.number(node, "code")).orElse(OptionalInt.empty()),
                error.flatMap(node -> node.attributes().text("text")).orElse(""),
                error.map(node -> Lenient.number(node, "backoff"))
                        .orElse(OptionalInt.empty())
                        .orElse(0));
    }

    public OptionalInt code() {
        return code == UNSAID ? OptionalInt.empty() : OptionalInt.of(code);
    }

    public boolean is(int expected) {
        return code == expected;
    }

    /// The server's words, empty where it said none.
    public String text() {
        return text;
    }

    /// How long the server wants to be left alone.
    public Optional<Duration> backoff() {
        return backoffSeconds == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.min(backoffSeconds, LONGEST_BACKOFF_SECONDS)));
    }
}
