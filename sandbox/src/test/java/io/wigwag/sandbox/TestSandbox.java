package io.wigwag.sandbox;

/// A sandbox where a field is initialised, which can't throw what is checked.
public final class TestSandbox {
    private TestSandbox() {}

    public static Sandbox start() {
        return start(SandboxSettings.builder().plainPort(0).build());
    }

    public static Sandbox start(SandboxSettings settings) {
        try {
            return Sandbox.start(settings);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
