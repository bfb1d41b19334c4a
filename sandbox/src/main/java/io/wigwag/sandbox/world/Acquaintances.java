package io.wigwag.sandbox.world;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Who has asked for whose devices, or talked with whom, and therefore hears of changes.
public final class Acquaintances {
    private final Map<Account, Set<Account>> knownBy = new LinkedHashMap<>();

    private Consumer<Account> listener = _ -> {};

    /// From now on told of every account that more or fewer people know.
    public void keptBy(Consumer<Account> keeper) {
        listener = keeper;
    }

    /// Somebody has learnt of somebody else.
    public void learnt(Account who, Account of) {
        if (!who.equals(of)
                && knownBy.computeIfAbsent(of, _ -> new LinkedHashSet<>()).add(who)) {
            listener.accept(of);
        }
    }

    /// All who know an account, in the order in which they met.
    public List<Account> whoKnow(Account account) {
        return List.copyOf(knownBy.getOrDefault(account, Set.of()));
    }

    public boolean knows(Account who, Account of) {
        return knownBy.getOrDefault(of, Set.of()).contains(who);
    }

    public void forget(Account account) {
        if (knownBy.remove(account) != null) {
            listener.accept(account);
        }
        knownBy.forEach((known, circle) -> {
            if (circle.remove(account)) {
                listener.accept(known);
            }
        });
    }

    public void clear() {
        var known = List.copyOf(knownBy.keySet());
        knownBy.clear();
        known.forEach(listener);
    }
}
