package io.wigwag.gateway.config;

/// A value that nobody is to read in passing. Who needs it says so.
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
