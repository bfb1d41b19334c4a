package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.seal.master.Wrapped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The data keys of one scope, as one document: a change of any of them is one conditional write, and opening all
/// of them is one unwrapping.
public sealed interface Keychain {
    KeyScope scope();

    /// Counts the writes; the first has one.
    long version();

    /// A chain in use: one lookup key, which stays the same for as long as the scope lives because its hashes are
    /// in indexes, and sealing keys by generation, of which the last seals and all open.
    ///
    /// ```
    /// wrapped   lookup key, 32 | sealing key of each generation, in order, 32
    /// ```
    record Living(KeyScope scope, long version, List<Generation> generations, Wrapped keys) implements Keychain {
        public Living {
            generations = requireRising(generations);
        }

        Generation newest() {
            return generations.getLast();
        }

        Living rewrapped(Wrapped again) {
            return changed(generations, again);
        }

        Living changed(List<Generation> generations, Wrapped keys) {
            return new Living(scope, version + 1, generations, keys);
        }

        Octets context() {
            return Keychain.context(scope, generations);
        }
    }

    /// The keys are gone, and with them what they sealed. Kept, so that nobody takes the scope for a new one.
    record Shredded(KeyScope scope, long version, Instant at) implements Keychain {}

    /// A sealing key's number, from one, and when it was made.
    record Generation(int number, Instant since) {
        public Generation {
            if (number < 1) {
                throw new IllegalArgumentException("generation: " + number);
            }
            since = since.truncatedTo(ChronoUnit.MILLIS); // As a document keeps it.
        }
    }

    int MOST_GENERATIONS = 16;

    static List<Generation> requireRising(List<Generation> generations) {
        if (generations.isEmpty() || generations.size() > MOST_GENERATIONS) {
            throw new IllegalArgumentException("generations: " + generations.size());
        }
        for (var i = 1; i < generations.size(); i++) {
            if (generations.get(i).number() <= generations.get(i - 1).number()) {
                throw new IllegalArgumentException("generations rise: " + generations);
            }
        }
        return List.copyOf(generations);
    }

    /// What the wrapping is bound to.
    static Octets context(KeyScope scope, List<Generation> generations) {
        var context = new ContextBytes("wigwag keychain").scope(scope).number(generations.size());
        generations.forEach(generation -> context.number(generation.number()));
        return context.toOctets();
    }
}
