package io.wigwag.sandbox.world;

import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.StateSection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What accounts own, by their numbers and, where it has parts, the names of these. It goes with the account.
public abstract class OwnedSection implements StateSection {
    /// The name of the only part of what has no parts.
    protected static final List<String> WHOLE = List.of("");

    private static final String BETWEEN = "/";

    private final String name;
    private final Accounts accounts;

    protected OwnedSection(String name, Accounts accounts) {
        this.name = name;
        this.accounts = accounts;
    }

    /// Adds it to a ledger. Whoever changes what it is about has to tell the listener.
    public PartChanges keptIn(Ledger ledger) {
        ledger.add(this);
        return (owner, part) -> ledger.touch(name, key(owner, part));
    }

    protected Accounts accounts() {
        return accounts;
    }

    /// The names of the parts that an account has.
    protected abstract Collection<String> parts(Account owner);

    protected abstract Optional<ObjectNode> dump(Account owner, String part);

    protected abstract void restore(Account owner, String part, ObjectNode entry);

    /// Of a member of an entry that names an account.
    protected Account account(String number) {
        return accounts.byNumber(number)
                .orElseThrow(() -> new IllegalStateException(name + ": " + number + ", who is nobody"));
    }

    @Override
    public final String name() {
        return name;
    }

    private static String key(Account owner, String part) {
        return part.isEmpty() ? owner.number() : owner.number() + BETWEEN + part;
    }

    private static String part(String key) {
        var end = key.indexOf(BETWEEN);
        return end < 0 ? "" : key.substring(end + 1);
    }

    private Optional<Account> owner(String key) {
        var end = key.indexOf(BETWEEN);
        return accounts.byNumber(end < 0 ? key : key.substring(0, end));
    }

    @Override
    public final Collection<String> keys() {
        return accounts.all().stream()
                .flatMap(owner -> parts(owner).stream().map(part -> key(owner, part)))
                .sorted()
                .toList();
    }

    @Override
    public final Optional<ObjectNode> dump(String key) {
        return owner(key).flatMap(owner -> dump(owner, part(key)));
    }

    @Override
    public final void restore(String key, ObjectNode entry) {
        var owner = owner(key).orElseThrow(() -> new IllegalStateException(name + ": " + key + " of nobody"));
        restore(owner, part(key), entry);
    }
}
