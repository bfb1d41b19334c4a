package io.wigwag.gateway.observe;

import java.util.Optional;

/// One thing that must be well for the process to be of use.
///
/// @param name as the answer of a probe shows it
public record Check(String name, Asking asking) {
    /// Finds out.
    @FunctionalInterface
    public interface Asking {
        /// Nothing when all is well, else what is not. May throw; that is not well either.
        Optional<String> trouble() throws Exception;
    }

    /// What is wrong, if anything is.
    Optional<String> trouble() {
        try {
            return asking.trouble();
        } catch (Exception failure) {
            // The kind only: a message may name hosts, and everybody may read a probe.
            return Optional.of(failure.getClass().getSimpleName());
        }
    }
}
