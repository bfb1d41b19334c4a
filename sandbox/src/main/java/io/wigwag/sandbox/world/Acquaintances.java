package io.wigwag.sandbox.world;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who has asked for whose devices, or talked with whom, and therefore hears of changes.
public final class Acquaintances {
    private final Map<Account, Set<Account>> knownBy = new LinkedHashMap<>();

    /// Somebody has learnt of somebody else.
    public void learnt(Account who, Account of) {
        if (!who.equals(of)) {
            knownBy.computeIfAbsent(of, _ -> new LinkedHashSet<>()).add(who);
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
        knownBy.remove(account);
        knownBy.values().forEach(circle -> circle.remove(account));
    }

    public void clear() {
        knownBy.clear();
    }
}
