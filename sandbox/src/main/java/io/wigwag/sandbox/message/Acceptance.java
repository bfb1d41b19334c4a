package io.wigwag.sandbox.message;

import io.wigwag.sandbox.world.Device;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// What became of a message, as its acknowledgement tells the sender and the admin sees it.
///
/// @param seconds when it was accepted
/// @param error why it was refused, if it was
/// @param attributes beside those that every acknowledgement has
/// @param reached every device that it went to
public record Acceptance(long seconds, OptionalInt error, Map<String, String> attributes, List<Reached> reached) {
    /// How far a copy has come.
    public enum Fate {
        DELIVERED,
        QUEUED
    }

    /// A device that the message went to.
    public record Reached(Device device, Fate fate) {}

    public Acceptance {
        attributes = Map.copyOf(attributes);
        reached = List.copyOf(reached);
    }

    public static Acceptance of(long seconds, List<Reached> reached) {
        return new Acceptance(seconds, OptionalInt.empty(), Map.of(), reached);
    }

    public static Acceptance refused(long seconds, int error) {
        return new Acceptance(seconds, OptionalInt.of(error), Map.of(), List.of());
    }

    public Acceptance with(String attribute, String value) {
        return new Acceptance(seconds, error, Map.of(attribute, value), reached);
    }

    public boolean isRefused() {
        return error.isPresent();
    }
}
