package io.wigwag.sandbox.people;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.sandbox.world.Account;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Whom one account has blocked, and since when.
public final class BlockedPeople {
    private final Map<Account, Instant> since = new LinkedHashMap<>();

    private final Runnable changed;

    /// @param changed runs after every change
    BlockedPeople(Runnable changed) {
        this.changed = changed;
    }

    public boolean contains(Account account) {
        return since.containsKey(account);
    }

    public Map<Account, Instant> since() {
        return Collections.unmodifiableMap(since);
    }

    void add(Account account, Instant now) {
        if (since.putIfAbsent(account, now) == null) {
            changed.run();
        }
    }

    void remove(Account account) {
        if (since.remove(account) != null) {
            changed.run();
        }
    }

    /// Names the present state of the list: equal lists have equal hashes.
    String hash() {
        var all = new StringBuilder();
        since.keySet().stream()
                .map(account -> account.lid().toString())
                .sorted()
                .forEach(all::append);
        var hash = Sha256.hash(all.toString().getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 16);
    }
}
