package io.wigwag.sandbox.phone;

import java.util.Optional;

/// What a phone does of its own accord.
///
/// @param receipts which it sends for what it has read
/// @param reply the text that it answers texts with; `{text}` and `{id}` stand for those of the message
/// @param retries whether it asks again for what it can't read
public record Manners(Receipts receipts, Optional<String> reply, boolean retries) {
    /// Which receipts a phone sends.
    public enum Receipts {
        NONE,
        DELIVERY,
        READ
    }

    /// Nothing but asking again.
    public static final Manners SILENT = new Manners(Receipts.NONE, Optional.empty(), true);

    public Manners receipts(Receipts which) {
        return new Manners(which, reply, retries);
    }

    public Manners reply(String template) {
        return new Manners(receipts, Optional.of(template), retries);
    }

    public Manners retries(boolean wanted) {
        return new Manners(receipts, reply, wanted);
    }
}
