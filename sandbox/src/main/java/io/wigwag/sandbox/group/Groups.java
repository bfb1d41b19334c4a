package io.wigwag.sandbox.group;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.Account;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// All groups, in the order in which they were made.
public final class Groups {
    private final Map<Jid, Group> byJid = new LinkedHashMap<>();
    private Consumer<Group> listener = _ -> {};
    private long ordinal;

    /// From now on told of every group that is new, changed or gone.
    public void keptBy(Consumer<Group> keeper) {
        listener = keeper;
    }

    /// Where groups report their changes.
    void changed(Group group) {
        listener.accept(group);
    }

    public Optional<Group> find(Jid jid) {
        return Optional.ofNullable(byJid.get(jid));
    }

    public Collection<Group> all() {
        return Collections.unmodifiableCollection(byJid.values());
    }

    /// The groups that a person is in.
    public List<Group> of(Account person) {
        return byJid.values().stream().filter(group -> group.has(person)).toList();
    }

    public Optional<Group> byInvite(String code) {
        return byJid.values().stream()
                .filter(group -> group.inviteCode().equals(code))
                .findFirst();
    }

    /// Whether a link with this code led to a group once, and leads there no more.
    boolean isRevoked(String code) {
        return byJid.values().stream().anyMatch(group -> group.revokedCodes().contains(code));
    }

    /// Whether two people are in a group together.
    public boolean share(Account one, Account other) {
        return byJid.values().stream().anyMatch(group -> group.has(one) && group.has(other));
    }

    long nextOrdinal() {
        return ++ordinal;
    }

    void add(Group group) {
        byJid.put(group.jid(), group);
        changed(group);
    }

    void remove(Group group) {
        byJid.remove(group.jid());
        changed(group);
    }

    void clear() {
        var gone = List.copyOf(byJid.values());
        byJid.clear();
        gone.forEach(this::changed);
        ordinal = 0;
    }
}
