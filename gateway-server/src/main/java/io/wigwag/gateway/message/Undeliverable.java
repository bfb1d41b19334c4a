package io.wigwag.gateway.message;

/// A message that can't be made, now or ever. Carries no stack: it tells of what was asked for.
final class Undeliverable extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /// @param code a stable word
    /// @param advice what to do about it
    Undeliverable(String code, String advice) {
        super(advice, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }
}
