package io.wigwag.storage.seal;

import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.seal.master.MasterKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Wraps all keychains with the current master key, while everything goes on. What is wrapped by it already is
/// passed over, so a rotation that was cut off is simply run again, from the start or from where it was.
///
/// The canary comes last and only if nothing failed: a canary under the new key says that the old one is needed no
/// more (once no process runs that still wraps with it).
public final class MasterRotation {
    private static final int PAGE = 200;

    private final Keychains chains;
    private final MasterKeys masterKeys;

    public MasterRotation(Keychains chains, MasterKeys masterKeys) {
        this.chains = chains;
        this.masterKeys = masterKeys;
    }

    /// What one step did, and from where to go on; nowhere when it was the last.
    ///
    /// @param damaged chains that the master key which they name does not open
    public record Step(int seen, int rewrapped, List<KeyScope> damaged, Optional<KeyScope> next) {
        public Step {
            damaged = List.copyOf(damaged);
        }
    }

    /// Goes through one page of chains. The canary is not among them: see [#finish()].
    public Step step(Optional<KeyScope> after) throws MasterKeyTrouble {
        var current = masterKeys.current();
        var page = chains.page(after, PAGE);
        var rewrapped = 0;
        var damaged = new ArrayList<KeyScope>();
        for (var chain : page) {
            try {
                if (!chain.scope().equals(KeyScope.SYSTEM) && rewrap(chain, current)) {
                    rewrapped++;
                }
            } catch (MasterKeyTrouble.Wrong e) {
                damaged.add(chain.scope());
            }
        }
        var next = page.size() < PAGE
                ? Optional.<KeyScope>empty()
                : Optional.of(page.getLast().scope());
        return new Step(page.size(), rewrapped, damaged, next);
    }

    /// Re-wraps the canary, after a walk in which nothing was damaged.
    public void finish() throws MasterKeyTrouble {
        var canary = chains.load(KeyScope.SYSTEM);
        if (canary.isPresent()) {
            rewrap(canary.get(), masterKeys.current());
        }
    }

    /// All of it; which chains are damaged, in which case the canary stays as it is.
    public Step run() throws MasterKeyTrouble {
        var total = new Step(0, 0, List.of(), Optional.empty());
        do {
            var step = step(total.next());
            var damaged = new ArrayList<>(total.damaged());
            damaged.addAll(step.damaged());
            total = new Step(total.seen() + step.seen(), total.rewrapped() + step.rewrapped(), damaged, step.next());
        } while (total.next().isPresent());
        if (total.damaged().isEmpty()) {
            finish();
        }
        return total;
    }

    private boolean rewrap(Keychain found, String current) throws MasterKeyTrouble {
        var chain = Optional.of(found);
        while (chain.isPresent()
                && chain.get() instanceof Keychain.Living living
                && !living.keys().masterKey().equals(current)) {
            var keys = masterKeys.unwrap(living.keys(), living.context());
            if (chains.replace(living.rewrapped(masterKeys.wrap(keys, living.context())))) {
                return true;
            }
            chain = chains.load(found.scope()); // Somebody renewed or destroyed it meanwhile.
        }
        return false;
    }
}
