package io.wigwag.sandbox.people;

import io.wigwag.sandbox.Sandbox;

/// A sandbox where a field is initialised, which can't throw what is checked.
final class TestSandbox {
    private TestSandbox() {}

    static Sandbox start() {
        try {
            return Sandbox.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
